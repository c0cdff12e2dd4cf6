"""``theano.tensor.subtensor``: indexing, and tensors with some elements set or increased."""

import pytensor.tensor.subtensor as _subtensor
from pytensor.tensor.subtensor import (
    IncSubtensor,
    Subtensor,
    advanced_inc_subtensor,
    advanced_set_subtensor,
    advanced_subtensor,
    inc_subtensor,
    set_subtensor,
    take,
)

from legacy_repro import names


def advanced_subtensor1(x, ilist):
    """Return the rows of x at the indices in a vector."""
    return x[ilist]


def advanced_inc_subtensor1(x, y, ilist):
    """Return x with y added to the rows at the indices in a vector."""
    return inc_subtensor(x[ilist], y)


def advanced_set_subtensor1(x, y, ilist):
    """Return x with y in the place of the rows at the indices in a vector."""
    return set_subtensor(x[ilist], y)


__getattr__ = names.absent(__name__, elsewhere=_subtensor)
