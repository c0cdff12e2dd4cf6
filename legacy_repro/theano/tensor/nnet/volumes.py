"""3-D convolution under Theano's names, by 2-D convolutions of slices.

    output[n, f, z] = conv2d(stack of the slices that window z has along the depth, filters[f])

so each image of the 2-D convolution is a window along the depth, whose slices are its channels.
"""

from numbers import Integral

import pytensor.tensor as pt
from pytensor.gradient import grad

from legacy_repro.ops.conv2d import Conv2d
from legacy_repro.ops.conv2d.geometry import normalise_steps, output_size, padding
from legacy_repro.theano.tensor.nnet.conv_shapes import border_of_axis, hint, last_sizes
from legacy_repro.theano.tensor.nnet.windows import padded, window_pixels, windows


def conv3d(
    input,
    filters,
    input_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Convolve volumes with filters, both 5-D: (batch or filters, channels, depth, rows, columns).

    border_mode is "valid", "full", "half", an integer, or three integers or pairs (before, after).
    The shapes are hints and need not be given.
    """
    op = AbstractConv3d(
        input_shape,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
    )
    return op(input, filters)


def conv3d_grad_wrt_inputs(
    output_grad,
    filters,
    input_shape,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Return the gradient of `conv3d` with respect to its volumes.

    The last three entries of input_shape, integers or symbolic, are depth, rows and columns.
    """
    op = AbstractConv3d_gradInputs(
        None, filter_shape, border_mode, subsample, filter_flip, filter_dilation, num_groups
    )
    return op(filters, output_grad, last_sizes(3, "input_shape", input_shape))


def conv3d_grad_wrt_weights(
    input,
    output_grad,
    filter_shape,
    input_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
    num_groups=1,
):
    """Return the gradient of `conv3d` with respect to its filters.

    The last three entries of filter_shape, integers or symbolic, are depth, rows and columns.
    """
    op = AbstractConv3d_gradWeights(
        input_shape, None, border_mode, subsample, filter_flip, filter_dilation, num_groups
    )
    return op(input, output_grad, last_sizes(3, "filter_shape", filter_shape))


class _AbstractConv3d:
    """The settings of a 3-D convolution: call it with two tensors."""

    def __init__(
        self,
        imshp=None,
        kshp=None,
        border_mode="valid",
        subsample=(1, 1, 1),
        filter_flip=True,
        filter_dilation=(1, 1, 1),
        num_groups=1,
    ):
        self.imshp = hint("imshp", imshp, 5)
        self.kshp = hint("kshp", kshp, 5)
        self.border_mode = border_mode
        self.subsample = _three("subsample", subsample)
        self.filter_flip = filter_flip
        self.filter_dilation = _three("filter_dilation", filter_dilation)
        self.num_groups = num_groups
        self._borders = _borders(border_mode)
        self._conv2d = Conv2d(
            _border_of_slices(*self._borders[1:]),
            self.subsample[1:],
            filter_flip,
            self.filter_dilation[1:],
            num_groups,
        )

    def _convolved(self, img, kern):
        stack = self._windows(img, kern.shape[2])
        if self.filter_flip:
            kern = kern[:, :, ::-1]
        batch, positions, channels, depth, rows, columns = stack.shape
        images = stack.reshape((batch * positions, channels * depth, rows, columns))
        merged = kern.reshape((kern.shape[0], kern.shape[1] * kern.shape[2], *kern.shape[3:]))
        output = self._conv2d(images, merged)
        # What the types know is constant here, so that the type of the output knows it too.
        batch, filters = (x.type.shape[0] or x.shape[0] for x in (img, kern))
        shape = (batch, positions, filters, *output.shape[2:])
        return output.reshape(shape, ndim=5).dimshuffle(0, 2, 1, 3, 4)

    def _windows(self, img, kernel):
        """Return the windows along the depth: (batch, windows, channels, slices in one, ...)."""
        step, dilation, border = self.subsample[0], self.filter_dilation[0], self._borders[0]
        before, after = padding(border, kernel, dilation)
        count = output_size(img.shape[2], kernel, border, step, dilation)
        pixels = window_pixels(count, kernel, step, dilation)
        stack = windows(padded(img, 2, before, after), 2, pixels)
        return stack.dimshuffle(0, 2, 1, 3, 4, 5)


class AbstractConv3d(_AbstractConv3d):
    """The convolution: call it with volumes and filters."""

    def __call__(self, img, kern):
        return self._convolved(*_tensors(img, kern))


class AbstractConv3d_gradWeights(_AbstractConv3d):
    """The gradient for the filters: call it with volumes, output gradient, and three sizes."""

    def __call__(self, img, topgrad, shape):
        img, topgrad = _tensors(img, topgrad)
        channels = img.shape[1] // self.num_groups
        sizes = [pt.as_tensor(shape)[k] for k in range(3)]
        # The form is bilinear: its gradient does not depend on what the filters hold.
        kern = pt.zeros((topgrad.shape[1], channels, *sizes), dtype=img.dtype)
        return grad(None, kern, known_grads={self._convolved(img, kern): topgrad})


class AbstractConv3d_gradInputs(_AbstractConv3d):
    """The gradient for the volumes: call it with filters, output gradient, and three sizes."""

    def __call__(self, kern, topgrad, shape):
        kern, topgrad = _tensors(kern, topgrad)
        channels = kern.shape[1] * self.num_groups
        sizes = [pt.as_tensor(shape)[k] for k in range(3)]
        img = pt.zeros((topgrad.shape[0], channels, *sizes), dtype=kern.dtype)
        return grad(None, img, known_grads={self._convolved(img, kern): topgrad})


def _tensors(*variables):
    """Return the variables as 5-D tensors."""
    tensors = [pt.as_tensor(variable) for variable in variables]
    if any(tensor.ndim != 5 for tensor in tensors):
        types = " and ".join(str(tensor.type) for tensor in tensors)
        raise TypeError(f"conv3d takes 5-D tensors, got {types}")
    return tensors


def _borders(border_mode):
    """Return the border of each of the three axes."""
    borders = (border_mode,) * 3 if isinstance(border_mode, (str, Integral)) else border_mode
    if not isinstance(borders, tuple) or len(borders) != 3:
        raise ValueError(f"conv3d needs a border for each of three axes, got {border_mode!r}")
    return tuple(map(border_of_axis, borders))


def _border_of_slices(rows, columns):
    """Return the border of rows and columns together: a name, or the pads of both."""
    if isinstance(rows, str) and rows == columns:
        return rows
    if isinstance(rows, str) or isinstance(columns, str):
        raise NotImplementedError(
            f"conv3d needs the same kind of border for rows and columns, got {rows} and {columns}"
        )
    return rows, columns


def _three(name, steps):
    """Return three positive integers; None means ones."""
    steps = (1, 1, 1) if steps is None else tuple(steps)
    if len(steps) != 3:
        raise ValueError(f"{name} must be three positive integers, got {steps}")
    return tuple(normalise_steps(name, (step, step))[0] for step in steps)
