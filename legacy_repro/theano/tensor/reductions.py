"""Reductions by Theano's signatures, and the op classes Mean and MaxAndArgmax."""

import pytensor.tensor as pt
from pytensor.tensor.utils import normalize_reduce_axis


def max(x, axis=None, keepdims=False):
    """Return the maximum over an axis or axes; as in Theano, no axes, ``()``, mean all of them."""
    return pt.max(x, _all_if_none(axis), keepdims)


def min(x, axis=None, keepdims=False):
    """Return the minimum, over axes like those of `max`."""
    return pt.min(x, _all_if_none(axis), keepdims)


def argmax(x, axis=None, keepdims=False):
    """Return the index of the maximum, over axes like those of `max`."""
    return pt.argmax(x, _all_if_none(axis), keepdims)


def argmin(x, axis=None, keepdims=False):
    """Return the index of the minimum, over axes like those of `max`."""
    return pt.argmin(x, _all_if_none(axis), keepdims)


def max_and_argmax(a, axis=None, keepdims=False):
    """Return the maximum and its index, over axes like those of `max`."""
    return pt.max_and_argmax(a, _all_if_none(axis), keepdims)


def ptp(a, axis=None):
    """Return the maximum less the minimum, over axes like those of `max`."""
    return pt.ptp(a, _all_if_none(axis))


def mean(input, axis=None, dtype=None, op=False, keepdims=False, acc_dtype=None):
    """Return the mean over an axis; with ``op`` in float64, as Theano's op `Mean` gives it."""
    if not op:
        return pt.mean(input, axis, dtype=dtype, keepdims=keepdims, acc_dtype=acc_dtype)
    if dtype not in (None, "float64") or acc_dtype not in (None, "float64"):
        raise NotImplementedError(f"mean(op=True) is float64, not dtype={dtype}: leave op out")
    return pt.mean(input, axis, dtype="float64", keepdims=keepdims)


def var(input, axis=None, ddof=0, keepdims=False, corrected=False):
    """Return the variance over an axis; ``corrected`` is Theano's second pass against rounding.

    With ``ddof``, the sum of squares is divided by (length - ddof) for each axis in turn, in
    float64, as Theano did: over several axes this is not the usual sample variance.
    """
    if ddof == 0:
        return pt.var(input, axis, keepdims=keepdims, corrected=corrected)
    x = pt.as_tensor_variable(input)
    axes = normalize_reduce_axis(range(x.ndim) if axis is None else axis, x.ndim)
    centred = x - pt.mean(x, axis, keepdims=True)
    variance = pt.sum(pt.sqr(centred), axis, keepdims=keepdims)
    for d in axes:
        variance = variance / (x.shape[d] - ddof)
    if corrected:
        variance = variance - pt.sqr(pt.mean(centred, axis, keepdims=keepdims))
    return variance


def std(input, axis=None, ddof=0, keepdims=False, corrected=False):
    """Return the square root of `var`."""
    return pt.sqrt(var(input, axis, ddof, keepdims, corrected))


class Mean:
    """The op of ``mean(op=True)``: Mean(axis)(x)."""

    def __init__(self, axis=None):
        self.axis = axis

    def __call__(self, x):
        return mean(x, self.axis, op=True)


class MaxAndArgmax:
    """The op of `max_and_argmax`: MaxAndArgmax(axes)(x)."""

    def __init__(self, axis):
        self.axis = axis

    def __call__(self, x):
        return max_and_argmax(x, self.axis)


def _all_if_none(axis):
    return None if isinstance(axis, (tuple, list)) and len(axis) == 0 else axis
