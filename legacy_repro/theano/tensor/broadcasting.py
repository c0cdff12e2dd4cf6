"""Which dimensions broadcast: addbroadcast, unbroadcast, patternbroadcast."""

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
