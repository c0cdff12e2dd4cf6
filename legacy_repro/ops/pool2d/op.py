"""2-D pooling: a maximum, sum or average over each window of the last two dimensions.

    maximum   output[y] = max x[p] over the pixels p of window y
              dx[p]     = sum of top[y] over the windows y with output[y] = x[p]
    average   output[y] = sum of x[p] over window y, divided by its number of pixels
              dx[p]     = sum of top[y] / number of pixels, over the windows y with p

The gradient of a maximum goes to every pixel of a tie, as in Theano. A NaN makes its windows NaN.
"""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import disconnected_type
from pytensor.graph.basic import Apply, Constant

from legacy_repro.ops.native import NativeOp
from legacy_repro.ops.pool2d import reference
from legacy_repro.ops.pool2d.geometry import normalise_pair, output_size

MODES = ("max", "sum", "average_inc_pad", "average_exc_pad")


class Pool2dOp(NativeOp):
    """What pooling and its gradients share.

    ws, stride, pad: pairs (rows, columns); stride None is ws. Pads need ignore_border.
    ignore_border: leave out windows that hang over the edge of the images.
    mode: "max", "sum", "average_inc_pad" (padding counts as zeros) or "average_exc_pad".
    """

    __props__ = ("ws", "ignore_border", "stride", "pad", "mode")
    headers = ("pool2d.h",)

    def __init__(self, ws, ignore_border=False, stride=None, pad=(0, 0), mode="max"):
        self.ws = normalise_pair("ws", ws, 1)
        self.ignore_border = bool(ignore_border)
        self.stride = self.ws if stride is None else normalise_pair("stride", stride, 1)
        self.pad = normalise_pair("pad", pad, 0)
        self.mode = mode
        if mode not in MODES:
            raise ValueError(f"pooling has the modes {', '.join(MODES)}, got {mode!r}")
        if self.pad != (0, 0) and not self.ignore_border:
            raise NotImplementedError(f"pooling with pad={self.pad} needs ignore_border=True")
        if self.pad[0] >= self.ws[0] or self.pad[1] >= self.ws[1]:
            raise NotImplementedError(
                f"pooling needs pad < ws, got pad={self.pad} and ws={self.ws}"
            )

    def sibling(self, cls):
        """Return the op of class `cls` with the same properties."""
        return cls(**self._props_dict())

    def pooled(self, shape):
        """Return the shape after pooling; sizes are integers, symbolic, or None."""
        flag = (self.ignore_border,) * 2
        return *shape[:-2], *map(output_size, shape[-2:], self.ws, self.stride, self.pad, flag)

    def check(self, shape, *pooled_shapes):
        """Raise ValueError unless the other arrays have the shape of images of `shape` pooled."""
        pooled = self.pooled(shape)
        for other in pooled_shapes:
            if other != pooled:
                raise ValueError(f"images {shape} are pooled to {pooled}, got {other}")

    def layout(self, shape):
        """Return ws, stride, pad and the output's size, as `reference` takes them."""
        return self.ws, self.stride, self.pad, self.pooled(shape)[-2:]

    def averaged(self, totals, shape):
        """Divide the sum over each window of images of `shape` as the mode says."""
        if self.mode == "sum":
            return totals
        with_padding = self.mode == "average_inc_pad"
        counts = reference.counts(shape[-2:], self.layout(shape), with_padding)
        # 1 at least, so that the window of an image without rows or columns has an average, 0.
        return (totals / np.maximum(counts, 1)).astype(totals.dtype)

    def c_ready(self, node):
        return node.outputs[0].dtype in ("float32", "float64")

    def c_call(self, node, inputs, outputs):
        numbers = (*self.ws, *self.stride, *self.pad, int(self.ignore_border))
        settings = f"pool2d::Settings{{pool2d::Mode::{self.mode}, {', '.join(map(str, numbers))}}}"
        function = f"pool2d::{self.c_function}<npy_{node.outputs[0].dtype}>"
        return f"{function}({', '.join(inputs)}, &{outputs[0]}, {settings})"


class Pool2d(Pool2dOp):
    """Pool the last two dimensions; the dtype stays."""

    c_function = "pool"

    def make_node(self, images):
        images = pt.as_tensor(images)
        if images.ndim < 2:
            raise TypeError(f"pooling takes 2 or more dimensions, got {images.type}")
        shape = self.pooled(images.type.shape)
        return Apply(self, [images], [pt.tensor(dtype=images.dtype, shape=shape)])

    def perform(self, node, inputs, output_storage):
        (images,) = inputs
        layout = self.layout(images.shape)
        if self.mode == "max":
            output_storage[0][0] = reference.maximum(images, layout)
        else:
            totals = reference.total(images, layout)
            output_storage[0][0] = self.averaged(totals, images.shape)

    def output_shapes(self, node, shapes):
        return [self.pooled(shapes[0])]

    def pullback(self, inputs, outputs, cotangents):
        (images,), (top,) = inputs, cotangents
        if self.mode == "max":
            return [self.sibling(MaxPool2dGrad)(images, outputs[0], top)]
        height, width = images.type.shape[-2:]
        known = None not in (height, width)
        size = pt.constant([height, width], dtype="int64") if known else images.shape[-2:]
        return [self.sibling(AveragePool2dGrad)(top, size)]


class MaxPool2dGrad(Pool2dOp):
    """Return the gradient of max-pooling: inputs are the images, their maxima, and `top`."""

    c_function = "max_gradient"

    def make_node(self, images, maxima, top):
        images, maxima, top = map(pt.as_tensor, (images, maxima, top))
        return Apply(self, [images, maxima, pt.cast(top, images.dtype)], [images.type()])

    def perform(self, node, inputs, output_storage):
        images, maxima, top = inputs
        self.check(images.shape, maxima.shape, top.shape)
        layout = self.layout(images.shape)
        output_storage[0][0] = reference.spread_to_maxima(images, maxima, top, layout)

    def output_shapes(self, node, shapes):
        return [shapes[0]]

    def pullback(self, inputs, outputs, cotangents):
        images, maxima, _ = inputs
        back = self.sibling(MaxPool2dGradGrad)(images, maxima, cotangents[0])
        return [images.zeros_like(), maxima.zeros_like(), back]


class MaxPool2dGradGrad(Pool2dOp):
    """Sum `values`, shaped like the images, over the maxima of each window."""

    c_function = "totals_at_maxima"

    def make_node(self, images, maxima, values):
        images, maxima, values = map(pt.as_tensor, (images, maxima, values))
        return Apply(self, [images, maxima, pt.cast(values, images.dtype)], [maxima.type()])

    def perform(self, node, inputs, output_storage):
        images, maxima, values = inputs
        self.check(images.shape, maxima.shape)
        if values.shape != images.shape:
            raise ValueError(f"values {values.shape} for images {images.shape}")
        layout = self.layout(images.shape)
        output_storage[0][0] = reference.total_at_maxima(images, maxima, values, layout)

    def output_shapes(self, node, shapes):
        return [shapes[1]]

    def pullback(self, inputs, outputs, cotangents):
        images, maxima, _ = inputs
        back = self.sibling(MaxPool2dGrad)(images, maxima, cotangents[0])
        return [images.zeros_like(), maxima.zeros_like(), back]


class AveragePool2dGrad(Pool2dOp):
    """Return the gradient of a sum or average: inputs are `top` and the images' (height, width)."""

    c_function = "average_gradient"
    static_inputs = (1,)

    def make_node(self, top, size):
        top, size = pt.as_tensor(top), pt.cast(pt.as_tensor(size), "int64")
        known = map(int, size.data) if isinstance(size, Constant) else (None, None)
        shape = (*top.type.shape[:-2], *known)
        return Apply(self, [top, size], [pt.tensor(dtype=top.dtype, shape=shape)])

    def perform(self, node, inputs, output_storage):
        top, size = inputs
        shape = (*top.shape[:-2], *size.tolist())
        self.check(shape, top.shape)
        shares = self.averaged(top, shape)
        output_storage[0][0] = reference.spread(shares, shape[-2:], self.layout(shape))

    def output_shapes(self, node, shapes):
        return [(*shapes[0][:-2], node.inputs[1][0], node.inputs[1][1])]

    def connection_pattern(self, node):
        return [[True], [False]]

    def pullback(self, inputs, outputs, cotangents):
        return [self.sibling(Pool2d)(cotangents[0]), disconnected_type()]
