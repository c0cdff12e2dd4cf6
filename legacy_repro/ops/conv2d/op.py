"""2-D convolution as Theano defines it, and its gradients, which are convolutions too.

    output[n, f, y, x] = sum over c, i, j of
        filters[f, c, i, j] * padded[n, c, y * stride + i' * dilation, x * stride + j' * dilation]

with ``i' = kernel height - 1 - i`` (``j'`` alike) if ``filter_flip``, else ``i' = i``. The form is
bilinear in (images, filters), so each of the three ops is differentiated by the other two.
"""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import disconnected_type
from pytensor.graph.basic import Apply, Constant
from pytensor.link.c.params_type import ParamsType
from pytensor.scalar import upcast
from pytensor.tensor.type import TensorType

from legacy_repro.ops.conv2d import reference
from legacy_repro.ops.conv2d.geometry import (
    normalise_border_mode,
    normalise_steps,
    output_size,
    padding,
)
from legacy_repro.ops.native import NativeOp


class Conv2dOp(NativeOp):
    """What the convolution and its two gradients share.

    border_mode: "valid", "half", "full", an integer, or a pair of integers or of pairs.
    subsample, filter_dilation: steps (rows, columns) between windows and between the taps of one.
    filter_flip: reverse the taps (a convolution) or not (a cross-correlation).
    num_groups: split channels and filters into that many convolutions side by side.
    """

    channels_last = False  # in the memory of the images that it makes
    __props__ = ("border_mode", "subsample", "filter_flip", "filter_dilation", "num_groups")
    params_type = ParamsType(settings=TensorType("int64", (None,)))
    headers = (
        *("../parallel.h", "lanes.h", "geometry.h", "tiles.h", "windows.h", "forward.h"),
        *("gradient.h", "dense.h", "sparse.h", "strided.h", "binding.h"),
    )

    def __init__(
        self,
        border_mode="valid",
        subsample=(1, 1),
        filter_flip=True,
        filter_dilation=(1, 1),
        num_groups=1,
    ):
        self.border_mode = normalise_border_mode(border_mode)
        self.subsample = normalise_steps("subsample", subsample)
        self.filter_flip = bool(filter_flip)
        self.filter_dilation = normalise_steps("filter_dilation", filter_dilation)
        self.num_groups = int(num_groups)
        if self.num_groups < 1:
            raise ValueError(f"num_groups must be at least 1, got {num_groups}")

    def sibling(self, cls):
        """Return the op of class `cls` with the same properties."""
        return cls(**self._props_dict())

    def borders(self):
        """Return the border of the rows and that of the columns."""
        named = isinstance(self.border_mode, str)
        return (self.border_mode,) * 2 if named else self.border_mode

    def convolved(self, image_shape, kernel_shape):
        """Return the shape of the convolution; sizes are integers, symbolic, or None."""
        height, width = map(
            output_size,
            image_shape[2:],
            kernel_shape[2:],
            self.borders(),
            self.subsample,
            self.filter_dilation,
        )
        return image_shape[0], kernel_shape[0], height, width

    def check(self, image_shape, kernel_shape, top_shape=None):
        """Raise ValueError unless the shapes make a convolution, its output having `top_shape`."""
        what = f"conv2d of images {image_shape} and filters {kernel_shape}"
        channels = kernel_shape[1] * self.num_groups
        expected = self.convolved(image_shape, kernel_shape)
        if kernel_shape[0] % self.num_groups:
            raise ValueError(f"{what}: num_groups={self.num_groups} must divide {kernel_shape[0]}")
        if image_shape[1] != channels:
            raise ValueError(
                f"{what}: the images have {image_shape[1]} channels, the filters take {channels}"
            )
        if min(*kernel_shape[2:], *expected[2:]) < 1:
            raise ValueError(f"{what}: the filters do not fit into the padded images")
        if top_shape not in (None, expected):
            raise ValueError(f"{what}: the output's gradient is {top_shape}, must be {expected}")

    def layout(self, kernel_shape):
        """Return padding, stride, dilation and groups, as `reference` takes them."""
        pads = tuple(map(padding, self.borders(), kernel_shape[2:], self.filter_dilation))
        return pads, self.subsample, self.filter_dilation, self.num_groups

    def in_image_order(self, kernel):
        """Return the filters with their taps in the order in which they meet the image."""
        return kernel[:, :, ::-1, ::-1] if self.filter_flip else kernel

    @property
    def settings(self):
        """The properties as numbers, in the order of conv2d::Settings in C++."""
        border = self.border_mode
        kinds = {"half": 1, "full": 2}
        pads = (0, 0, 0, 0) if border in kinds else (*border[0], *border[1])
        steps = (*self.subsample, *self.filter_dilation)
        flags = (self.filter_flip, self.channels_last)
        return np.array([kinds.get(border, 0), *pads, *steps, self.num_groups, *flags], "int64")

    def c_call(self, node, inputs, outputs):
        arguments = ", ".join([*inputs, *self.c_outputs(outputs)])
        return f"conv2d::{self.c_function}<npy_{node.outputs[0].dtype}>({arguments})"

    def c_outputs(self, outputs):
        """Return the pointers to the outputs that the C++ function takes."""
        return [f"&{output}" for output in outputs]

    def c_compile_args(self, **kwargs):
        # Runs of channels are short: a loop is faster than the memcpy that GCC calls instead.
        return [*super().c_compile_args(**kwargs), "-fno-tree-loop-distribute-patterns"]


class Conv2d(Conv2dOp):
    """Convolve images (batch, channels, height, width) with filters.

    Filters are (filters, channels / num_groups, height, width), the output is (batch, filters,
    height, width); float32 or float64, whichever holds both inputs.
    """

    c_function = "forward"

    def make_node(self, images, kernel):
        images, kernel = _tensors(images=images, filters=kernel)
        shape = self.convolved(images.type.shape, kernel.type.shape)
        return Apply(self, [images, kernel], [_output(images.dtype, shape)])

    def perform(self, node, inputs, output_storage):
        images, kernel = inputs
        self.check(images.shape, kernel.shape)
        taps = self.in_image_order(kernel)
        output_storage[0][0] = reference.forward(images, taps, self.layout(kernel.shape))

    def output_shapes(self, node, shapes):
        return [self.convolved(*shapes)]

    def pullback(self, inputs, outputs, cotangents):
        images, kernel = inputs
        (top,) = cotangents
        return [
            self.sibling(Conv2dGradInputs)(kernel, top, spatial_shape(images)),
            self.sibling(Conv2dGradWeights)(images, top, spatial_shape(kernel)),
        ]


class Conv2dGradWeights(Conv2dOp):
    """Return the gradient of a convolution with respect to its filters.

    Inputs are the images, the gradient `top` of the output, and the filters' (height, width).
    """

    c_function = "weight_gradient"
    static_inputs = (2,)

    def make_node(self, images, top, shape):
        images, top = _tensors(images=images, gradient=top)
        shape, sizes = _sizes(shape)
        channels = images.type.shape[1]
        static = (top.type.shape[1], channels and channels // self.num_groups, *sizes)
        return Apply(self, [images, top, shape], [_output(images.dtype, static)])

    def kernel_shape(self, image_shape, top_shape, shape):
        """Return the shape of the filters; sizes are integers or symbolic."""
        return top_shape[1], image_shape[1] // self.num_groups, shape[0], shape[1]

    def perform(self, node, inputs, output_storage):
        images, top, shape = inputs
        kernel_shape = self.kernel_shape(images.shape, top.shape, shape.tolist())
        self.check(images.shape, kernel_shape, top.shape)
        gradient = reference.kernel_gradient(
            images, top, kernel_shape[2:], self.layout(kernel_shape)
        )
        output_storage[0][0] = self.in_image_order(gradient)

    def output_shapes(self, node, shapes):
        return [self.kernel_shape(shapes[0], shapes[1], node.inputs[2])]

    def connection_pattern(self, node):
        return [[True], [True], [False]]

    def pullback(self, inputs, outputs, cotangents):
        images, top, _ = inputs
        (kernel,) = cotangents
        return [
            self.sibling(Conv2dGradInputs)(kernel, top, spatial_shape(images)),
            self.sibling(Conv2d)(images, kernel),
            disconnected_type(),
        ]


class Conv2dGradInputs(Conv2dOp):
    """Return the gradient of a convolution with respect to its images.

    Inputs are the filters, the gradient `top` of the output, and the images' (height, width).
    """

    c_function = "image_gradient"
    static_inputs = (2,)

    def make_node(self, kernel, top, shape):
        kernel, top = _tensors(filters=kernel, gradient=top)
        shape, sizes = _sizes(shape)
        channels = kernel.type.shape[1]
        static = (top.type.shape[0], channels and channels * self.num_groups, *sizes)
        return Apply(self, [kernel, top, shape], [_output(kernel.dtype, static)])

    def image_shape(self, kernel_shape, top_shape, shape):
        """Return the shape of the images; sizes are integers or symbolic."""
        return top_shape[0], kernel_shape[1] * self.num_groups, shape[0], shape[1]

    def perform(self, node, inputs, output_storage):
        kernel, top, shape = inputs
        image_shape = self.image_shape(kernel.shape, top.shape, shape.tolist())
        self.check(image_shape, kernel.shape, top.shape)
        taps = self.in_image_order(kernel)
        output_storage[0][0] = reference.image_gradient(
            taps, top, image_shape[2:], self.layout(kernel.shape)
        )

    def output_shapes(self, node, shapes):
        return [self.image_shape(shapes[0], shapes[1], node.inputs[2])]

    def connection_pattern(self, node):
        return [[True], [True], [False]]

    def pullback(self, inputs, outputs, cotangents):
        kernel, top, _ = inputs
        (images,) = cotangents
        return [
            self.sibling(Conv2dGradWeights)(images, top, spatial_shape(kernel)),
            self.sibling(Conv2d)(images, kernel),
            disconnected_type(),
        ]


def spatial_shape(x):
    """Return (height, width) of a 4-D variable: a constant where its type knows them."""
    height, width = x.type.shape[2:]
    return x.shape[2:] if None in (height, width) else pt.constant([height, width], dtype="int64")


def _tensors(**variables):
    """Return the variables as 4-D tensors of one dtype, float32 or float64."""
    tensors = {name: pt.as_tensor(variable) for name, variable in variables.items()}
    what = ", ".join(f"{name} {tensor.type}" for name, tensor in tensors.items())
    if any(tensor.ndim != 4 for tensor in tensors.values()):
        raise TypeError(f"conv2d takes 4-D tensors, got {what}")
    dtype = upcast(*(tensor.dtype for tensor in tensors.values()))
    if dtype not in ("float32", "float64"):
        raise TypeError(f"conv2d computes in float32 or float64, got {what}: cast them first")
    return [pt.cast(tensor, dtype) for tensor in tensors.values()]


def _sizes(shape):
    """Return (height, width) as an int64 vector, and as two integers or None."""
    shape = pt.as_tensor(shape)
    if shape.ndim != 1 or shape.type.shape[0] not in (None, 2):
        raise ValueError(f"conv2d takes shape as (height, width), got {shape.type}")
    if isinstance(shape, Constant):
        return pt.constant(shape.data, dtype="int64"), tuple(map(int, shape.data))
    return pt.cast(shape, "int64"), (None, None)


def _output(dtype, shape):
    """Return an output variable; a negative size, an error at run time, counts as unknown."""
    known = tuple(None if size is None or size < 0 else int(size) for size in shape)
    return pt.tensor(dtype=dtype, shape=known)
