"""Which dimensions broadcast: addbroadcast, unbroadcast, patternbroadcast, Rebroadcast."""

import pytensor.tensor as pt

from legacy_repro.ops.unbroadcast import unbroadcast


def addbroadcast(x, *axes):
    """Declare that the given dimensions of x have length 1; the compiled function checks it."""
    return pt.specify_broadcastable(x, *axes)


def patternbroadcast(x, broadcastable):
    """Give x the pattern of broadcastable dimensions: one bool a dimension.

    Raises ValueError where the pattern has another length than x has dimensions.
    """
    x = pt.as_tensor_variable(x)
    if len(broadcastable) != x.ndim:
        raise ValueError(f"patternbroadcast: {len(broadcastable)} bools for {x.ndim} dimensions")
    wanted = list(enumerate(zip(x.broadcastable, broadcastable, strict=True)))
    x = unbroadcast(x, *(axis for axis, (is_one, one) in wanted if is_one and not one))
    return addbroadcast(x, *(axis for axis, (is_one, one) in wanted if one and not is_one))


class Rebroadcast:
    """The op of the functions above: ``Rebroadcast((0, True), (1, False))(x)``."""

    def __init__(self, *axis):
        self.axis = dict(axis)

    def __call__(self, x):
        pattern = list(x.broadcastable)
        for axis, broadcastable in self.axis.items():
            pattern[axis] = broadcastable
        return patternbroadcast(x, pattern)
