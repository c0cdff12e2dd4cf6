"""What Numba calls for the three ops of conv2d: shapes checked, a kernel run."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from legacy_repro.ops.conv2d import (
    Conv2d,
    Conv2dGradInputs,
    Conv2dGradWeights,
    kernels_numba,
    product_numba,
    tiles_numba,
)
from legacy_repro.ops.conv2d.kernels_numba import forward, image_gradient, weight_gradient
from legacy_repro.ops.conv2d.tiles_numba import Geometry
from legacy_repro.ops.misfit import Misfit
from legacy_repro.ops.native import version

# ---- shapes -------------------------------------------------------------------------------------


class Conv2dMisfit(Misfit):
    """What the op's `check` says of shapes."""

    op = Conv2d


def _axis(border, stride, dilation):
    """Return a function of the image's and the filter's size: padding before, and output size."""
    half, full = border == "half", border == "full"
    given = (0, 0) if half or full else border

    @numba_njit
    def axis(size, kernel):
        reach = (kernel - 1) * dilation + 1
        before, after = given
        if half:
            before = after = reach // 2
        if full:
            before = after = reach - 1
        last = size + before + after - reach
        return before, 0 if kernel < 1 or last < 0 else last // stride + 1

    return axis


def _geometry(op):
    """Return a function of the shapes of images and filters: the Geometry, or Conv2dMisfit."""
    settings = tuple(op._props_dict().values())
    stride, dilation = op.subsample, op.filter_dilation
    groups, flip = op.num_groups, op.filter_flip
    down, right = map(_axis, op.borders(), stride, dilation)

    @numba_njit
    def geometry(images, kernel):
        top, height = down(images[2], kernel[2])
        left, width = right(images[3], kernel[3])
        fits = kernel[0] % groups == 0 and images[1] == kernel[1] * groups
        if not fits or height < 1 or width < 1:
            raise Conv2dMisfit(settings, images, kernel)
        output = height, width, top, left
        return Geometry(*images, *kernel, *output, *stride, *dilation, groups, flip)

    return geometry


def _gradient_geometry(op):
    """Return a function of the shapes of images, filters and output gradient, as `_geometry`."""
    settings = tuple(op._props_dict().values())
    geometry = _geometry(op)

    @numba_njit
    def gradient_geometry(images, kernel, top):
        g = geometry(images, kernel)
        if top != (g.batch, g.filters, g.out_height, g.out_width):
            raise Conv2dMisfit(settings, images, kernel, top)
        return g

    return gradient_geometry


@numba_njit
def _pair(size):
    """Return (height, width), the entries of a vector."""
    if len(size) != 2:
        raise ValueError("conv2d takes shape as (height, width)")
    return size[0], size[1]


# ---- what the ops call --------------------------------------------------------------------------

VERSION = version(__file__, *(m.__file__ for m in (kernels_numba, tiles_numba, product_numba)))


@register_funcify_default_op_cache_key(Conv2d)
def _forward(op, node, **kwargs):
    geometry = _geometry(op)

    @numba_njit
    def conv2d(images, kernel):
        g = geometry(images.shape, kernel.shape)
        return forward(g, np.ascontiguousarray(images), kernel)

    return conv2d, VERSION


@register_funcify_default_op_cache_key(Conv2dGradWeights)
def _weight_gradient(op, node, **kwargs):
    groups, geometry = op.num_groups, _gradient_geometry(op)

    @numba_njit
    def conv2d_grad_weights(images, top, size):
        shape = top.shape[1], images.shape[1] // groups, *_pair(size)
        g = geometry(images.shape, shape, top.shape)
        return weight_gradient(g, np.ascontiguousarray(images), np.ascontiguousarray(top))

    return conv2d_grad_weights, VERSION


@register_funcify_default_op_cache_key(Conv2dGradInputs)
def _image_gradient(op, node, **kwargs):
    groups, geometry = op.num_groups, _gradient_geometry(op)

    @numba_njit
    def conv2d_grad_inputs(kernel, top, size):
        shape = top.shape[0], kernel.shape[1] * groups, *_pair(size)
        g = geometry(shape, kernel.shape, top.shape)
        return image_gradient(g, kernel, np.ascontiguousarray(top))

    return conv2d_grad_inputs, VERSION
