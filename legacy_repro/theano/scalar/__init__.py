"""``theano.scalar``: scalar types, and the functions of which elementwise ops are made."""

import pytensor.scalar as _scalar
from pytensor.scalar import Reciprocal as Inv
from pytensor.scalar import ScalarType as Scalar
from pytensor.scalar import Sign as Sgn
from pytensor.scalar import abs as abs_
from pytensor.scalar import math as basic_scipy
from pytensor.scalar import reciprocal as inv
from pytensor.scalar import sign as sgn

from legacy_repro import names

__getattr__ = names.absent(__name__, elsewhere=_scalar)
