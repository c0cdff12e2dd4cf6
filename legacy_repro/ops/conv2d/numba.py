"""What Numba calls for the ops of conv2d: shapes checked, arrays made, a kernel run."""

from functools import cache
from pathlib import Path

import numpy as np
from numba import from_dtype, types
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from legacy_repro.ops.conv2d import (
    Conv2d,
    Conv2dGradInputs,
    Conv2dGradWeights,
    PooledConv2d,
    PooledConv2dGrad,
)
from legacy_repro.ops.conv2d.dense_numba import dense_gradient
from legacy_repro.ops.conv2d.external_numba import external
from legacy_repro.ops.conv2d.forward_numba import forward
from legacy_repro.ops.conv2d.geometry_numba import Geometry, Windows, single_pixels
from legacy_repro.ops.conv2d.gradient_numba import Gradients
from legacy_repro.ops.conv2d.sparse_numba import pays, sparse_gradient
from legacy_repro.ops.conv2d.tiles_numba import (
    channels_last,
    channels_second,
    tensor4,
    vector,
)
from legacy_repro.ops.misfit import Misfit
from legacy_repro.ops.native import version

VERSION = version(*sorted(Path(__file__).parent.glob("*numba.py")))

# ---- shapes -------------------------------------------------------------------------------------


class Conv2dMisfit(Misfit):
    """What the op's `check` says of shapes."""

    op = Conv2d


class PooledMisfit(ValueError):
    """As `Conv2dMisfit`, of what has another shape than expected."""

    def __init__(self, what, *shapes):
        super().__init__(f"{what} is {shapes[0]}, must be {shapes[1]}" if shapes else what)


@numba_njit
def _axis(border, pads, stride, dilation, size, kernel):
    """Return the padding before, and the size of the output."""
    reach = (kernel - 1) * dilation + 1
    before, after = pads
    if border == "half":
        before = after = reach // 2
    if border == "full":
        before = after = reach - 1
    last = size + before + after - reach
    return before, 0 if kernel < 1 or last < 0 else last // stride + 1


def _geometry(op):
    """Return a function of the shapes of images and filters: the Geometry, or Conv2dMisfit."""
    return _geometry_of(tuple(op._props_dict()[name] for name in Conv2d.__props__))


@cache
def _geometry_of(settings):
    op = Conv2d(*settings)
    border = op.border_mode if isinstance(op.border_mode, str) else "given"
    down, right = ((0, 0), (0, 0)) if border != "given" else op.border_mode
    stride, dilation = op.subsample, op.filter_dilation
    groups, flip = op.num_groups, int(op.filter_flip)

    @numba_njit
    def geometry(images, kernel):
        top, height = _axis(border, down, stride[0], dilation[0], images[2], kernel[2])
        left, width = _axis(border, right, stride[1], dilation[1], images[3], kernel[3])
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


def _windows(op):
    """Return a function of the Geometry: the Windows that are pooled."""
    rows, columns = op.window
    down, right = (0, 0) if op.ignore_border else (rows - 1, columns - 1)
    rectified = int(op.rectified)

    @numba_njit
    def windows(g):
        sizes = (g.out_height + down) // rows, (g.out_width + right) // columns
        return Windows(rows, columns, *sizes, rectified, 1)

    return windows


# ---- kernels ------------------------------------------------------------------------------------

GEOMETRY = types.NamedUniTuple(types.int64, len(Geometry._fields), Geometry)
WINDOWS = types.NamedUniTuple(types.int64, len(Windows._fields), Windows)


def _kernel(node, function):
    """Return `forward`, `dense_gradient` or `sparse_gradient` for the dtype of a node's output."""
    number = from_dtype(node.outputs[0].type.numpy_dtype)
    images, bias = types.Array(number, 4, "A"), types.Array(number, 1, "A")
    codes = types.Array(types.uint16, 4, "A")
    if function is forward:
        arguments = images, images, bias, images, codes
    else:
        gradients = images, images, images, codes, images, bias, images
        arguments = (types.NamedTuple(gradients, Gradients),)
    return external(function, types.void(GEOMETRY, WINDOWS, *arguments), VERSION)


@numba_njit
def _no_images(dtype):
    return channels_last(np.empty((0, 0, 0, 0), dtype))


@numba_njit
def _no_codes():
    return tensor4(np.empty((0, 0, 0, 0), np.uint16))


def _new_images(op):
    """Return a function of shape and dtype: images, as the op has them in memory, not yet set."""

    @numba_njit
    def in_order(shape, dtype):
        return np.empty(shape, dtype)

    @numba_njit
    def turned(shape, dtype):
        batch, channels, height, width = shape
        return channels_second(np.empty((batch, height, width, channels), dtype))

    return turned if op.channels_last else in_order


# ---- what the ops call --------------------------------------------------------------------------


@register_funcify_default_op_cache_key(Conv2d)
def _forward(op, node, **kwargs):
    geometry, compute = _geometry(op), _kernel(node, forward)

    @numba_njit
    def conv2d(images, kernel):
        g = geometry(images.shape, kernel.shape)
        top = np.empty((g.batch, g.filters, g.out_height, g.out_width), images.dtype)
        bias = np.zeros(g.filters, images.dtype)
        given = channels_last(images), tensor4(kernel), vector(bias)
        compute((g, single_pixels(g), *given, channels_last(top), _no_codes()))
        return top

    return conv2d, VERSION


@register_funcify_default_op_cache_key(Conv2dGradWeights)
def _weight_gradient(op, node, **kwargs):
    groups, geometry = op.num_groups, _gradient_geometry(op)
    compute = _kernel(node, dense_gradient)

    @numba_njit
    def conv2d_grad_weights(images, top, size):
        shape = top.shape[1], images.shape[1] // groups, *_pair(size)
        g = geometry(images.shape, shape, top.shape)
        kernel, bias = np.empty(shape, top.dtype), np.empty(0, top.dtype)
        given = channels_last(images), channels_last(top), tensor4(kernel), _no_codes()
        wanted = tensor4(kernel), vector(bias), _no_images(top.dtype)
        compute((g, single_pixels(g), Gradients(*given, *wanted)))
        return kernel

    return conv2d_grad_weights, VERSION


@register_funcify_default_op_cache_key(Conv2dGradInputs)
def _image_gradient(op, node, **kwargs):
    groups, geometry = op.num_groups, _gradient_geometry(op)
    compute = _kernel(node, dense_gradient)

    @numba_njit
    def conv2d_grad_inputs(kernel, top, size):
        shape = top.shape[0], kernel.shape[1] * groups, *_pair(size)
        g = geometry(shape, kernel.shape, top.shape)
        images, bias = np.empty(shape, top.dtype), np.empty(0, top.dtype)
        given = _no_images(top.dtype), channels_last(top), tensor4(kernel), _no_codes()
        wanted = _no_images(top.dtype), vector(bias), channels_last(images)
        compute((g, single_pixels(g), Gradients(*given, *wanted)))
        return images

    return conv2d_grad_inputs, VERSION


@register_funcify_default_op_cache_key(PooledConv2d)
def _pooled(op, node, **kwargs):
    geometry, windows, new_images = _geometry(op), _windows(op), _new_images(op)
    compute = _kernel(node, forward)

    @numba_njit
    def pooled_conv2d(images, kernel, bias):
        g = geometry(images.shape, kernel.shape)
        if len(bias) != g.filters:
            raise PooledMisfit("the shape of the bias", bias.shape, (g.filters,))
        w = windows(g)
        top = new_images((g.batch, g.filters, w.down, w.across), images.dtype)
        codes = np.empty((g.batch, w.down, w.across, g.filters), np.uint16)
        given = channels_last(images), tensor4(kernel), vector(bias)
        compute((g, w, *given, channels_last(top), tensor4(codes)))
        return top, codes

    return pooled_conv2d, VERSION


@register_funcify_default_op_cache_key(PooledConv2dGrad)
def _pooled_gradient(op, node, **kwargs):
    geometry, windows, new_images = _geometry(op), _windows(op), _new_images(op)
    dense, sparse = _kernel(node, dense_gradient), _kernel(node, sparse_gradient)

    @numba_njit
    def gradients(images, kernel, codes, top, to_images):
        g = geometry(images.shape, kernel.shape)
        w = windows(g)
        expected = g.batch, g.filters, w.down, w.across
        if top.shape != expected:
            raise PooledMisfit("the output's gradient", top.shape, expected)
        to_kernel, to_bias = np.empty(kernel.shape, top.dtype), np.empty(g.filters, top.dtype)
        given = channels_last(images), channels_last(top), tensor4(kernel), tensor4(codes)
        wanted = tensor4(to_kernel), vector(to_bias), to_images
        if pays(g, w, top.itemsize):
            sparse((g, w, Gradients(*given, *wanted)))
        else:
            dense((g, w, Gradients(*given, *wanted)))
        return to_kernel, to_bias

    @numba_njit
    def without_images(images, kernel, codes, top):
        return gradients(images, kernel, codes, top, _no_images(images.dtype))

    @numba_njit
    def with_images(images, kernel, codes, top):
        to_images = new_images(images.shape, images.dtype)
        to_kernel, to_bias = gradients(images, kernel, codes, top, channels_last(to_images))
        return to_kernel, to_bias, to_images

    return with_images if op.to_images else without_images, VERSION
