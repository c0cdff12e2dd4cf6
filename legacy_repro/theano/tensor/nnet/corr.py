"""2-D cross-correlations, that is, convolutions that do not flip their filters."""

import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import abstract_conv, conv_shapes


class BaseCorrMM:
    """The settings of a cross-correlation; `conv` is the class of the convolution's."""

    conv = None

    def __init__(
        self,
        border_mode="valid",
        subsample=(1, 1),
        filter_dilation=(1, 1),
        num_groups=1,
        unshared=False,
        openmp=None,
    ):
        self.border_mode = border_mode
        self.subsample = subsample
        self.filter_dilation = filter_dilation
        self.num_groups = num_groups
        self.unshared = unshared
        self._conv = self.conv(
            None, None, border_mode, subsample, False, filter_dilation, num_groups, unshared
        )


class CorrMM(BaseCorrMM):
    """The cross-correlation: call it with images and filters."""

    conv = abstract_conv.AbstractConv2d

    def __call__(self, img, kern):
        return self._conv(img, kern)


class CorrMM_gradWeights(BaseCorrMM):
    """The gradient for the filters: call it with images, output gradient, and (rows, columns).

    The sizes need not be given where all steps are 1 and the border is not "half".
    """

    conv = abstract_conv.AbstractConv2d_gradWeights

    def __call__(self, img, topgrad, shape=None):
        return self._conv(img, topgrad, filter_sizes(self, img, topgrad, shape))


class CorrMM_gradInputs(BaseCorrMM):
    """The gradient for the images: call it with filters, output gradient, and (rows, columns).

    The sizes need not be given where all steps are 1.
    """

    conv = abstract_conv.AbstractConv2d_gradInputs

    def __call__(self, kern, topgrad, shape=None):
        return self._conv(kern, topgrad, image_sizes(self, kern, topgrad, shape))


def filter_sizes(op, img, topgrad, shape):
    """Return the sizes of the filters without their first two, which are found if not given."""
    return _sizes(op, img, topgrad, shape, conv_shapes.get_conv_gradweights_shape)


def image_sizes(op, kern, topgrad, shape):
    """Return the sizes of the images without their first two, which are found if not given."""
    return _sizes(op, kern, topgrad, shape, conv_shapes.get_conv_gradinputs_shape)


def _sizes(op, x, topgrad, shape, of_shapes):
    if shape is None:
        x, topgrad = pt.as_tensor(x), pt.as_tensor(topgrad)
        settings = op.border_mode, op.subsample, op.filter_dilation
        shape = of_shapes(tuple(x.shape), tuple(topgrad.shape), *settings)[2:]
        if None in shape:
            raise ValueError(
                f"{type(op).__name__} needs shape, which subsample={op.subsample} and "
                f"border_mode={op.border_mode!r} leave open"
            )
    return shape


__getattr__ = names.absent(__name__)
