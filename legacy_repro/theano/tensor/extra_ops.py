"""``theano.tensor.extra_ops``: functions of NumPy's that are no elementwise ones."""

import pytensor.tensor.extra_ops as _extra_ops
from pytensor.tensor.extra_ops import (
    bartlett,
    bincount,
    compress,
    cumprod,
    cumsum,
    diff,
    fill_diagonal,
    fill_diagonal_offset,
    ravel_multi_index,
    searchsorted,
    squeeze,
    to_one_hot,
)

from legacy_repro import names
from legacy_repro.theano.tensor.joining import repeat
from legacy_repro.theano.tensor.shaping import unravel_index

__getattr__ = names.absent(__name__, elsewhere=_extra_ops)
