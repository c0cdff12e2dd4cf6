"""Products: dot by Theano's arguments, batched_dot and batched_tensordot."""

import pytensor.tensor as pt
from pytensor.raise_op import CheckAndRaise

from legacy_repro.ops.unbroadcast import unbroadcast

# Numba would broadcast one of length 1.
_one_batch = CheckAndRaise(TypeError, "batched_dot: the batches have different lengths")


def dot(a, b):
    """Return the product of scalars, vectors or matrices; of more dimensions that of tensordot."""
    return pt.dot(a, b)


def batched_dot(a, b):
    """Return dot(a[i], b[i]) for every i.

    a, b : at least one dimension each, the first of the same length. Of tensors with more than
        three dimensions, the last of a and the last but one of b are summed over.
    """
    a, b = pt.as_tensor_variable(a), pt.as_tensor_variable(b)
    for name, x in (("a", a), ("b", b)):
        if x.ndim == 0:
            raise TypeError(f"batched_dot: {name} must have at least one dimension, not {x.type}")
    if a.ndim > 3 or b.ndim > 3:
        return batched_tensordot(a, b, [[a.ndim - 1], [max(1, b.ndim - 2)]])
    if a.ndim == 1 or b.ndim == 1:
        return _trailing_ones(a, b.ndim) * _trailing_ones(b, a.ndim)
    return _matrices(a, b)


def batched_tensordot(x, y, axes=2):
    """Return tensordot(x[i], y[i], axes) for every i.

    axes : how many of the last dimensions of x and of the first of y after the batch are summed
        over, or a pair of lists of dimensions, in which 0 is the batch
    """
    x, y = pt.as_tensor_variable(x), pt.as_tensor_variable(y)
    summed_x, summed_y = _summed(x, axes)
    free_x = [d for d in range(1, x.ndim) if d not in summed_x]
    free_y = [d for d in range(1, y.ndim) if d not in summed_y]
    if len(summed_x) != len(summed_y) or len(free_y) + len(summed_y) + 1 != y.ndim:
        raise ValueError(f"batched_tensordot: axes {axes} do not fit {x.type} and {y.type}")
    product = _matrices(
        _grouped(x, free_x, summed_x),
        _grouped(y, summed_y, free_y),
    )
    lengths = [x.shape[0], *(x.shape[d] for d in free_x), *(y.shape[d] for d in free_y)]
    return product.reshape(lengths, ndim=len(lengths))


def _summed(x, axes):
    if isinstance(axes, int):
        return list(range(x.ndim - axes, x.ndim)), list(range(1, axes + 1))
    axes_x, axes_y = ([a] if isinstance(a, int) else list(a) for a in axes)
    if 0 in axes_x or 0 in axes_y:
        raise ValueError(f"batched_tensordot: dimension 0 is the batch, axes {axes} sum over it")
    return axes_x, axes_y


def _grouped(x, first, second):
    """Return x with three dimensions: the batch, and each group of others as one."""
    x = x.dimshuffle(0, *first, *second)
    lengths = [pt.prod(x.shape[1 : 1 + len(first)]), pt.prod(x.shape[1 + len(first) :])]
    return x.reshape([x.shape[0], *lengths], ndim=3)


def _matrices(a, b):
    """Return the products of two or three dimensions; a batch of 1 is no batch of any length."""
    if a.broadcastable[0] != b.broadcastable[0]:
        a, b = unbroadcast(a, 0), unbroadcast(b, 0)
    a = _one_batch(a, pt.eq(a.shape[0], b.shape[0]))
    rows, columns = a.ndim == 3, b.ndim == 3
    product = pt.matmul(
        a if rows else a.dimshuffle(0, "x", 1), b if columns else b.dimshuffle(0, 1, "x")
    )
    product = product if columns else product[:, :, 0]
    return product if rows else product[:, 0]


def _trailing_ones(x, ndim):
    return x.dimshuffle(*range(x.ndim), *["x"] * (ndim - x.ndim))
