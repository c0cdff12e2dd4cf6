"""2-D convolution under Theano's names: functions, and the ops AbstractConv2d and its gradients."""

import warnings

import pytensor.tensor as pt

from legacy_repro.ops.conv2d import Conv2d, Conv2dGradInputs, Conv2dGradWeights
from legacy_repro.theano.tensor.nnet.conv_shapes import (
    assert_conv_shape,
    border_mode_to_pad,
    check_conv_gradinputs_shape,
    get_conv_gradinputs_shape,
    get_conv_gradinputs_shape_1axis,
    get_conv_gradweights_shape,
    get_conv_gradweights_shape_1axis,
    get_conv_output_shape,
    get_conv_shape_1axis,
    hint,
    last_sizes,
)
from legacy_repro.theano.tensor.nnet.separable import (
    causal_conv1d,
    separable_conv2d,
    separable_conv3d,
)
from legacy_repro.theano.tensor.nnet.unshared import unshared_conv2d
from legacy_repro.theano.tensor.nnet.upsampling import (
    bilinear_kernel_1D,
    bilinear_kernel_2D,
    bilinear_upsampling,
    frac_bilinear_upsampling,
)
from legacy_repro.theano.tensor.nnet.volumes import (
    AbstractConv3d,
    AbstractConv3d_gradInputs,
    AbstractConv3d_gradWeights,
    conv3d,
    conv3d_grad_wrt_inputs,
    conv3d_grad_wrt_weights,
)


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
    return op(filters, output_grad, last_sizes(2, "input_shape", input_shape))


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
    return op(input, output_grad, last_sizes(2, "filter_shape", filter_shape))


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
        if unshared and (self.op is not Conv2d or num_groups != 1):
            raise NotImplementedError(
                "unshared=True is there for conv2d without groups, and its gradients by theano.grad"
            )
        self.imshp = hint("imshp", imshp, 4)
        self.kshp = hint("kshp", kshp, 6 if unshared else 4)
        self.unshared = unshared
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
        if self.unshared:
            settings = self.border_mode, self.subsample, self.filter_flip, self.filter_dilation
            return unshared_conv2d(pt.as_tensor(img), pt.as_tensor(kern), *settings)
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
