"""2-D convolution under Theano's names: functions, and the ops AbstractConv2d and its gradients."""

import warnings
from numbers import Integral

import pytensor.tensor as pt
from pytensor.graph.basic import Constant

from legacy_repro.ops.conv2d import Conv2d, Conv2dGradInputs, Conv2dGradWeights
from legacy_repro.ops.conv2d.geometry import normalise_border_mode, output_size


def conv2d(
    input,
    filters,
    input_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    image_shape=None,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
    **kwargs,
):
    """Convolve images with filters, both 4-D: (batch or filters, channels, rows, columns).

    border_mode is "valid", "full", "half", an integer, or a pair of integers or of pairs (before,
    after); "same" does not exist, "half" is the same for odd filters. The shapes are hints and need
    not be given; image_shape is the old name of input_shape. Other keywords are ignored with a
    warning, as in Theano.
    """
    if image_shape is not None:
        if input_shape is not None:
            raise ValueError(
                "conv2d takes input_shape or image_shape, which is its old name: not both"
            )
        input_shape = image_shape
    if kwargs:
        warnings.warn(f"conv2d ignores {', '.join(kwargs)}, as Theano does", stacklevel=2)
    op = AbstractConv2d(
        input_shape,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )
    return op(input, filters)


def conv2d_grad_wrt_inputs(
    output_grad,
    filters,
    input_shape,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the gradient of `conv2d` with respect to its images.

    The last two entries of input_shape, integers or symbolic, are the images' rows and columns.
    """
    op = AbstractConv2d_gradInputs(
        None,
        filter_shape,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )
    return op(filters, output_grad, _last_two("input_shape", input_shape))


def conv2d_grad_wrt_weights(
    input,
    output_grad,
    filter_shape,
    input_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the gradient of `conv2d` with respect to its filters.

    The last two entries of filter_shape, integers or symbolic, are the filters' rows and columns.
    """
    op = AbstractConv2d_gradWeights(
        input_shape,
        None,
        border_mode,
        subsample,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )
    return op(input, output_grad, _last_two("filter_shape", filter_shape))


def conv2d_transpose(
    input,
    filters,
    output_shape,
    filter_shape=None,
    border_mode="valid",
    input_dilation=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
    num_groups=1,
    unshared=False,
):
    """Return the images of shape output_shape whose convolution has the shape of `input`.

    It is `conv2d_grad_wrt_inputs` with subsample=input_dilation; the filters are (channels of the
    input, channels of the output, rows, columns).
    """
    return conv2d_grad_wrt_inputs(
        input,
        filters,
        output_shape,
        filter_shape,
        border_mode,
        input_dilation,
        filter_flip,
        filter_dilation,
        num_groups,
        unshared,
    )


class _AbstractConv2d:
    """The settings of a convolution, which stands for the op of class `op`.

    imshp, kshp: shapes with None for what is not known; only checked to be such.
    """

    op = None

    def __init__(
        self,
        imshp=None,
        kshp=None,
        border_mode="valid",
        subsample=(1, 1),
        filter_flip=True,
        filter_dilation=(1, 1),
        num_groups=1,
        unshared=False,
    ):
        if unshared:
            raise NotImplementedError("unshared=True (a filter per place) does not exist here")
        self.imshp = _hint("imshp", imshp)
        self.kshp = _hint("kshp", kshp)
        self.border_mode = border_mode
        self.subsample = subsample
        self.filter_flip = filter_flip
        self.filter_dilation = filter_dilation
        self.num_groups = num_groups
        self._op = self.op(border_mode, subsample, filter_flip, filter_dilation, num_groups)


class AbstractConv2d(_AbstractConv2d):
    """The convolution: call it with images and filters."""

    op = Conv2d

    def __call__(self, img, kern):
        return self._op(img, kern)


class AbstractConv2d_gradWeights(_AbstractConv2d):
    """The gradient for the filters: call it with images, output gradient, and (rows, columns)."""

    op = Conv2dGradWeights

    def __call__(self, img, topgrad, shape):
        return self._op(img, topgrad, shape)


class AbstractConv2d_gradInputs(_AbstractConv2d):
    """The gradient for the images: call it with filters, output gradient, and (rows, columns)."""

    op = Conv2dGradInputs

    def __call__(self, kern, topgrad, shape):
        return self._op(kern, topgrad, shape)


def get_conv_output_shape(image_shape, kernel_shape, border_mode, subsample, filter_dilation=None):
    """Return the shape of a convolution in any number of dimensions; None and symbolic sizes pass.

    border_mode is "valid", "full", "half", an integer, or an entry for each axis.
    """
    sizes, kernels = image_shape[2:], kernel_shape[2:]
    one_for_all = isinstance(border_mode, (str, Integral))
    borders = (border_mode,) * len(sizes) if one_for_all else border_mode
    dilations = (1,) * len(sizes) if filter_dilation is None else filter_dilation
    axes = zip(sizes, kernels, borders, subsample, dilations, strict=False)
    return image_shape[0], kernel_shape[0], *(get_conv_shape_1axis(*axis) for axis in axes)


def get_conv_shape_1axis(image_shape, kernel_shape, border_mode, subsample, dilation=1):
    """Return the size of a convolution along one axis, None where a size is None."""
    if None in (image_shape, kernel_shape, subsample, dilation):
        return None
    border = normalise_border_mode(
        border_mode if isinstance(border_mode, str) else (border_mode, 0)
    )
    border = border if isinstance(border, str) else border[0]
    return output_size(image_shape, kernel_shape, border, subsample, dilation)


def _last_two(name, shape):
    """Return the last two of four sizes, as conv2d's gradients need them."""
    if len(shape) != 4 or None in tuple(shape[2:]):
        raise ValueError(f"{name} needs four entries, of which the last two are known, got {shape}")
    return pt.as_tensor(shape[2:])


def _hint(name, shape):
    """Return a shape of four integers or None."""
    sizes = (None,) * 4 if shape is None else tuple(shape)
    sizes = tuple(size.data.item() if isinstance(size, Constant) else size for size in sizes)
    if len(sizes) != 4 or not all(size is None or isinstance(size, Integral) for size in sizes):
        raise ValueError(f"{name} must be None or four integers or None, got {shape}")
    return sizes
