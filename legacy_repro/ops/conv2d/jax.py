"""2-D convolution and its two gradients on JAX: one of XLA's convolutions a group each."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.conv2d import Conv2d, Conv2dGradInputs, Conv2dGradWeights
from legacy_repro.ops.conv2d.geometry import reach


def forward(images, kernel, layout):
    """Return the cross-correlation of the images with the kernel."""
    padding, stride, dilation, _ = layout
    parts = _groups(layout, (images, 1), (kernel, 0))
    top = [_correlation(x, k, padding, stride, dilation) for x, k in parts]
    return jnp.concatenate(top, axis=1)


def kernel_gradient(images, top, kernel_shape, layout):
    """Return the gradient with respect to the kernel."""
    kernel = jax.ShapeDtypeStruct(kernel_shape, images.dtype)
    (gradient,) = jax.linear_transpose(lambda k: forward(images, k, layout), kernel)(top)
    return gradient


def image_gradient(kernel, top, image_size, layout):
    """Return the gradient with respect to the images, of (height, width) `image_size`.

    The transpose of `forward` is this same convolution, but with the pads as its argument, which
    XLA's CPU computes in scalar loops if it is float64: 10 times slower than one without pads.
    """
    padding, stride, dilation, _ = layout
    axes = zip(image_size, kernel.shape[2:], top.shape[2:], padding, stride, dilation, strict=True)
    around = [(0, 0, 0), (0, 0, 0), *(_transposed_padding(*axis) for axis in axes)]
    padded = lax.pad(top, np.zeros((), top.dtype), around)
    parts = _groups(layout, (padded, 1), (kernel[:, :, ::-1, ::-1], 0))
    no_padding, no_stride = ((0, 0), (0, 0)), (1, 1)
    images = [_correlation(t, k.swapaxes(0, 1), no_padding, no_stride, dilation) for t, k in parts]
    return jnp.concatenate(images, axis=1)


def _transposed_padding(size, kernel, output, pads, stride, dilation):
    """Return the pads (before, after, between pixels) that make an axis of the output an image's.

    Those before and after may be negative, which cuts.
    """
    before = reach(kernel, dilation) - 1 - pads[0]
    spread = (output - 1) * stride + 1
    return before, size + reach(kernel, dilation) - 1 - before - spread, stride - 1


def _correlation(images, kernel, padding, stride, dilation):
    return lax.conv_general_dilated(
        images,
        kernel,
        window_strides=stride,
        padding=padding,
        rhs_dilation=dilation,
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
        precision=lax.Precision.HIGHEST,  # some GPUs would round float32 to 10 bits
    )


def _groups(layout, *arrays_and_axes):
    """Return, group by group, the parts of the arrays split along their axes.

    XLA's CPU computes a grouped convolution as a whole one with zeros: slow, and NaN * 0 is NaN.
    """
    groups = layout[-1]
    return zip(*(jnp.split(array, groups, axis) for array, axis in arrays_and_axes), strict=True)


# ---- what the ops call --------------------------------------------------------------------------


@jax_funcify.register(Conv2d)
def _forward(op, **kwargs):
    def conv2d(images, kernel):
        op.check(images.shape, kernel.shape)
        return forward(images, op.in_image_order(kernel), op.layout(kernel.shape))

    return conv2d


@jax_funcify.register(Conv2dGradWeights)
def _weight_gradient(op, **kwargs):
    def conv2d_grad_weights(images, top, size):
        shape = op.kernel_shape(images.shape, top.shape, size.tolist())
        op.check(images.shape, shape, top.shape)
        return op.in_image_order(kernel_gradient(images, top, shape, op.layout(shape)))

    return conv2d_grad_weights


@jax_funcify.register(Conv2dGradInputs)
def _image_gradient(op, **kwargs):
    def conv2d_grad_inputs(kernel, top, size):
        shape = op.image_shape(kernel.shape, top.shape, size.tolist())
        op.check(shape, kernel.shape, top.shape)
        taps = op.in_image_order(kernel)
        return image_gradient(taps, top, shape[2:], op.layout(kernel.shape))

    return conv2d_grad_inputs
