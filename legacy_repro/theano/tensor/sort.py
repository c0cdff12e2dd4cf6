"""``theano.tensor.sort``: sort, argsort, and the largest elements."""

import pytensor.tensor as pt
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor.sort import ArgSortOp, SortOp

from legacy_repro import names

_fits = CheckAndRaise(ValueError, "topk: kth must not be 0, nor larger than the axis is long")


def sort(a, axis=-1, kind="quicksort", order=None):
    """Return a with its elements in ascending order along an axis; None sorts the flattened a."""
    return pt.sort(a, axis, kind=_stable(kind), order=order)


def argsort(a, axis=-1, kind="quicksort", order=None):
    """Return the indices that sort a along an axis; None those into the flattened a."""
    return pt.argsort(a, axis, kind=_stable(kind), order=order)


def topk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return the kth largest elements of x along an axis, or the -kth smallest.

    The order of the elements is unspecified; as in Theano, ``sorted`` must be False. Axis None
    means the flattened x. Raises ValueError where kth is 0 or larger than the axis is long.
    """
    return topk_and_argtopk(x, kth, axis, sorted, idx_dtype)[0]


def argtopk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return the indices of the elements that `topk` returns."""
    return topk_and_argtopk(x, kth, axis, sorted, idx_dtype)[1]


def topk_and_argtopk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return the elements that `topk` returns, and their indices."""
    if sorted:
        raise NotImplementedError("topk has no sorted=True in Theano 1.0: pass sorted=False")
    if not idx_dtype.startswith(("int", "uint")):
        raise TypeError(f"topk: idx_dtype must be an integer dtype, not {idx_dtype!r}")
    x = pt.as_tensor_variable(x)
    if x.ndim == 0:
        raise ValueError("topk: x must have at least one dimension")
    x, axis = (x.flatten(), 0) if axis is None else (x, axis)
    if not -x.ndim <= axis < x.ndim:
        raise IndexError(f"topk: axis {axis} of a tensor of {x.ndim} dimensions")
    chosen = _outermost(argsort(x, axis), kth, axis % x.ndim)
    return [pt.take_along_axis(x, chosen, axis), pt.cast(chosen, idx_dtype)]


def _outermost(order, kth, axis):
    """Return the last kth of the sorted indices, or the first -kth."""
    length = order.shape[axis]
    kth = pt.as_tensor_variable(kth)
    if kth.ndim != 0 or kth.dtype.startswith("float"):
        raise TypeError(f"topk: kth must be an integer scalar, not {kth.type}")
    kth = _fits(pt.cast(kth, "int64"), pt.neq(kth, 0), pt.le(pt.abs(kth), length))
    chosen = slice(pt.switch(kth > 0, length - kth, 0), pt.switch(kth > 0, length, -kth))
    return order[(slice(None),) * axis + (chosen,)]


def _stable(kind):
    # NumPy's quicksort, which kept equal elements of short arrays in order, no longer does.
    return "stable" if kind == "quicksort" else kind


__getattr__ = names.absent(__name__)
