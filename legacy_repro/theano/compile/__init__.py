"""``theano.compile``: from a graph to a function."""

import pytensor.compile
from pytensor.compile import SharedVariable, shared

from legacy_repro import names
from legacy_repro.theano.compile.function import function

__getattr__ = names.absent(__name__, elsewhere=pytensor.compile)
