"""What Numba calls for pool2d's four ops: shapes checked, arrays seen as planes, a kernel run."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from legacy_repro.ops.misfit import Misfit
from legacy_repro.ops.native import version
from legacy_repro.ops.pool2d import (
    AveragePool2dGrad,
    MaxPool2dGrad,
    MaxPool2dGradGrad,
    Pool2d,
    kernels_numba,
    reference,
)

VERSION = version(__file__, kernels_numba.__file__)

# ---- shapes -------------------------------------------------------------------------------------


class Pool2dMisfit(Misfit):
    """What the op's `check` says of shapes."""

    op = Pool2d


class ValuesMisfit(ValueError):
    """As `Pool2dMisfit`, of `values` that are not shaped like the images."""

    def __init__(self, values, *images):
        super().__init__(f"values {values} for images {images[0]}" if images else values)


def _pooled(op):
    """Return a function of the images' shape: that of the output."""
    flags = (op.ignore_border,) * 2
    rows, columns = map(kernels_numba.window_count, op.ws, op.stride, op.pad, flags)

    @numba_njit
    def pooled(shape):
        return (*shape[:-2], rows(shape[-2]), columns(shape[-1]))

    return pooled


def _check(op):
    """Return a function that raises an error unless images of a shape are pooled to another."""
    settings, pooled = tuple(op._props_dict().values()), _pooled(op)

    @numba_njit
    def check(shape, top):
        if top != pooled(shape):
            raise Pool2dMisfit(settings, shape, top)

    return check


@numba_njit
def planes(array):
    """Return the array as (planes, height, width), C-contiguous."""
    count = 1
    for d in range(array.ndim - 2):
        count *= array.shape[d]
    return np.ascontiguousarray(array).reshape((count, *array.shape[-2:]))


def _average(op):
    """Return a function that divides, in place, the sum over each window as the mode says."""
    is_sum, averages = op.mode == "sum", kernels_numba.averages(op)

    @numba_njit
    def average(totals, size):
        if not is_sum:
            averages(totals, size)

    return average


# ---- what the ops call --------------------------------------------------------------------------


@register_funcify_default_op_cache_key(Pool2d)
def _pool(op, node, **kwargs):
    dtype = node.inputs[0].type.numpy_dtype
    pooled, average, totals = _pooled(op), _average(op), kernels_numba.totals(op)
    maxima = kernels_numba.maxima(op, reference.lowest(dtype))

    @numba_njit
    def maximum(images):
        top = np.empty(pooled(images.shape), images.dtype)
        maxima(planes(images), planes(top))
        return top

    @numba_njit
    def total(images):
        top = np.empty(pooled(images.shape), images.dtype)
        totals(planes(images), planes(top))
        average(planes(top), images.shape[-2:])
        return top

    # PyTensor's key for its cache knows the op, but not the dtype that `lowest` depends on.
    return maximum if op.mode == "max" else total, VERSION + dtype.num


@register_funcify_default_op_cache_key(MaxPool2dGrad)
def _max_gradient(op, node, **kwargs):
    check, spread_to_maxima = _check(op), kernels_numba.spread_to_maxima(op)

    @numba_njit
    def max_gradient(images, maxima, top):
        check(images.shape, maxima.shape)
        check(images.shape, top.shape)
        result = np.zeros(images.shape, images.dtype)
        spread_to_maxima(planes(images), planes(maxima), planes(top), planes(result))
        return result

    return max_gradient, VERSION


@register_funcify_default_op_cache_key(MaxPool2dGradGrad)
def _totals_at_maxima(op, node, **kwargs):
    check, totals_at_maxima = _check(op), kernels_numba.totals_at_maxima(op)

    @numba_njit
    def max_gradient_gradient(images, maxima, values):
        check(images.shape, maxima.shape)
        if values.shape != images.shape:
            raise ValuesMisfit(values.shape, images.shape)
        result = np.empty(maxima.shape, images.dtype)
        totals_at_maxima(planes(images), planes(maxima), planes(values), planes(result))
        return result

    return max_gradient_gradient, VERSION


@register_funcify_default_op_cache_key(AveragePool2dGrad)
def _average_gradient(op, node, **kwargs):
    check, average, spread = _check(op), _average(op), kernels_numba.spread(op)

    @numba_njit
    def average_gradient(top, size):
        if len(size) != 2:
            raise ValueError("size must be (height, width)")
        shape = (*top.shape[:-2], size[0], size[1])
        check(shape, top.shape)
        shares, result = top.copy(), np.zeros(shape, top.dtype)
        average(planes(shares), shape[-2:])
        spread(planes(shares), planes(result))
        return result

    return average_gradient, VERSION
