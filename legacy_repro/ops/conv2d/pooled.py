"""Convolution, bias, rectification and max-pooling as one operation, and its gradients as another.

    z = conv2d(images, kernel) + bias
    output = the maximum over each window of z, or of (z + |z|) / 2

Rewrites for C and Numba put them where a graph has the parts. What the gradients need of z is which
pixels of a window are its maximum and whether that is positive: the windows' codes, a bit for each
pixel and two more, in 16 bits.
"""

import numpy as np
from pytensor.graph.basic import Apply
from pytensor.tensor.type import TensorType

from legacy_repro.ops.conv2d import reference
from legacy_repro.ops.conv2d.op import Conv2dOp

AT_ZERO, NOT_A_NUMBER = 1 << 14, 1 << 15  # the bits of a code that are no pixels
LARGEST_WINDOW = 14  # pixels


class PooledConv2dOp(Conv2dOp):
    """What the operation and its gradients share.

    window: (rows, columns) that are pooled, side by side; (1, 1) is no pooling.
    ignore_border: leave out windows that hang over the edge.
    rectified: whether there is the rectification.
    channels_last: whether the images made lie in memory with their channels last.
    settings: as those of `Conv2dOp`.
    """

    __props__ = (*Conv2dOp.__props__, "window", "ignore_border", "rectified", "channels_last")

    def __init__(
        self, window=(1, 1), ignore_border=True, rectified=True, channels_last=False, **settings
    ):
        super().__init__(**settings)
        self.window = tuple(window)
        self.ignore_border = bool(ignore_border)
        self.rectified = bool(rectified)
        self.channels_last = bool(channels_last)
        if not 1 <= self.window[0] * self.window[1] <= LARGEST_WINDOW:
            raise ValueError(f"a window has 1 to {LARGEST_WINDOW} pixels, not {self.window}")

    def with_channels_last(self):
        """Return the op that makes images whose channels come last in memory."""
        return type(self)(**{**self._props_dict(), "channels_last": True})

    def pooled(self, shape):
        """Return the shape after pooling; sizes are integers, symbolic, or None."""
        hanging = (0, 0) if self.ignore_border else (self.window[0] - 1, self.window[1] - 1)
        sizes = zip(shape[2:], self.window, hanging, strict=True)
        return *shape[:2], *(
            None if size is None else (size + more) // window for size, window, more in sizes
        )

    @property
    def settings(self):
        pooling = (*self.window, self.ignore_border, self.rectified)
        return np.array([*super().settings, *pooling], "int64")

    def pixels_of_windows(self, convolved, fill):
        """Return an array whose last axis has the pixels of each window.

        `fill` stands where a window hangs over. The other axes are (batch, filters, down, across).
        """
        rows, columns = self.window
        *_, down, across = self.pooled(convolved.shape)
        shape = (*convolved.shape[:2], down * rows, across * columns)
        whole = np.full(shape, fill, convolved.dtype)
        part = convolved[:, :, : shape[2], : shape[3]]
        whole[:, :, : part.shape[2], : part.shape[3]] = part
        split = whole.reshape(*shape[:2], down, rows, across, columns)
        return split.transpose(0, 1, 2, 4, 3, 5).reshape(*shape[:2], down, across, rows * columns)


class PooledConv2d(PooledConv2dOp):
    """Convolve images with a kernel, add a bias (filters,), rectify, and pool.

    Outputs: (batch, filters, down, across), and the windows' codes (batch, down, across, filters).
    """

    c_function = "pooled"

    def make_node(self, images, kernel, bias):
        shape = self.pooled(self.convolved(images.type.shape, kernel.type.shape))
        codes = (shape[0], *shape[2:], shape[1])
        outputs = [TensorType(images.dtype, shape)(), TensorType("uint16", codes)()]
        return Apply(self, [images, kernel, bias], outputs)

    def perform(self, node, inputs, output_storage):
        images, kernel, bias = inputs
        self.check(images.shape, kernel.shape)
        taps = self.in_image_order(kernel)
        z = reference.forward(images, taps, self.layout(kernel.shape)) + bias[:, None, None]
        pixels = self.pixels_of_windows(z, fill=-np.inf)
        most = pixels.max(axis=-1)
        if self.rectified:
            most = np.maximum(most, 0)
        output_storage[0][0] = most
        output_storage[1][0] = self.codes(pixels, most).transpose(0, 2, 3, 1)

    def codes(self, pixels, most):
        """Return the codes of windows with these pixels and maxima."""
        bits = 1 << np.arange(pixels.shape[-1], dtype="uint16")
        codes = ((pixels == most[..., None]) * bits).sum(axis=-1, dtype="uint16")
        if self.rectified:
            codes[most == 0] |= AT_ZERO
        codes[np.isnan(most)] = NOT_A_NUMBER | bits.sum(dtype="uint16")
        return codes

    def output_shapes(self, node, shapes):
        batch, filters, down, across = self.pooled(self.convolved(*shapes[:2]))
        return [(batch, filters, down, across), (batch, down, across, filters)]


class PooledConv2dGrad(PooledConv2dOp):
    """Return the gradients of `PooledConv2d` with respect to kernel and bias, and to the images.

    Inputs: the images, the kernel, the windows' codes, and the gradient of the output.
    to_images: whether the last one is wanted.
    """

    c_function = "pooled_gradient"

    __props__ = (*PooledConv2dOp.__props__, "to_images")

    def __init__(self, to_images=False, **settings):
        super().__init__(**settings)
        self.to_images = bool(to_images)

    def make_node(self, images, kernel, codes, top):
        outputs = [kernel.type(), TensorType(kernel.dtype, kernel.type.shape[:1])()]
        if self.to_images:
            outputs.append(images.type())
        return Apply(self, [images, kernel, codes, top], outputs)

    def perform(self, node, inputs, output_storage):
        images, kernel, codes, top = inputs
        self.check(images.shape, kernel.shape)
        expected = self.pooled(self.convolved(images.shape, kernel.shape))
        if top.shape != expected:
            raise ValueError(f"the output's gradient is {top.shape}, must be {expected}")
        z = self.spread(codes.transpose(0, 3, 1, 2), top, images, kernel)
        layout = self.layout(kernel.shape)
        gradient = reference.kernel_gradient(images, z, kernel.shape[2:], layout)
        output_storage[0][0] = self.in_image_order(gradient)
        output_storage[1][0] = z.sum(axis=(0, 2, 3))
        if self.to_images:
            taps = self.in_image_order(kernel)
            output_storage[2][0] = reference.image_gradient(taps, z, images.shape[2:], layout)

    def spread(self, codes, top, images, kernel):
        """Return the gradient of the convolution."""
        places = np.arange(np.prod(self.convolved(images.shape, kernel.shape)))
        places = places.reshape(self.convolved(images.shape, kernel.shape))
        pixels = self.pixels_of_windows(places, fill=-1)
        slope = np.where(codes & NOT_A_NUMBER, np.nan, np.where(codes & AT_ZERO, 0.5, 1.0))
        bits = 1 << np.arange(pixels.shape[-1])
        chosen = (codes[..., None] & bits != 0) & (pixels >= 0)
        z = np.zeros(places.shape, top.dtype)
        values = (top * slope)[..., None] * np.ones(len(bits))
        z.reshape(-1)[pixels[chosen]] = values[chosen]
        return z

    def output_shapes(self, node, shapes):
        images, kernel = shapes[:2]
        return [kernel, kernel[:1], images][: len(node.outputs)]

    def connection_pattern(self, node):
        return [[position != 2] * len(node.outputs) for position in range(4)]

    def c_outputs(self, outputs):
        return super().c_outputs(outputs) + ([] if self.to_images else ["nullptr"])
