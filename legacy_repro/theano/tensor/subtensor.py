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


class AdvancedSubtensor1:
    """The op of `advanced_subtensor1`: ``AdvancedSubtensor1()(x, ilist)``."""

    def __init__(self, sparse_grad=False):
        self.sparse_grad = sparse_grad

    def __call__(self, x, ilist):
        return advanced_subtensor1(x, ilist)


class AdvancedSubtensor:
    """The op of indexing by several vectors: ``AdvancedSubtensor()(x, rows, columns)``."""

    def __call__(self, x, *index):
        return advanced_subtensor(x, *index)


class AdvancedIncSubtensor1:
    """The op of `advanced_inc_subtensor1`, or of the set_ one: ``...()(x, y, ilist)``."""

    increase, put = staticmethod(advanced_inc_subtensor1), staticmethod(advanced_set_subtensor1)

    def __init__(self, inplace=False, set_instead_of_inc=False):
        self.inplace = inplace
        self.set_instead_of_inc = set_instead_of_inc

    def __call__(self, x, y, *index):
        return (self.put if self.set_instead_of_inc else self.increase)(x, y, *index)


class AdvancedIncSubtensor(AdvancedIncSubtensor1):
    """The op of `advanced_inc_subtensor`, or of the set_ one: ``...()(x, y, rows, columns)``."""

    increase, put = staticmethod(advanced_inc_subtensor), staticmethod(advanced_set_subtensor)


__getattr__ = names.absent(__name__, elsewhere=_subtensor)
