"""cuDNN's functions in the form that they had before Theano 0.9."""

from legacy_repro import names
from legacy_repro.theano.gpuarray import dnn
from legacy_repro.theano.gpuarray.dnn import (
    GpuDnnConv,
    GpuDnnConvDesc,
    GpuDnnConvGradI,
    GpuDnnConvGradW,
    GpuDnnPool,
    GpuDnnSoftmax,
    dnn_available,
    dnn_batch_normalization_test,
    dnn_batch_normalization_train,
    dnn_present,
)


def dnn_conv(
    img,
    kerns,
    border_mode="valid",
    subsample=(1, 1),
    conv_mode="conv",
    direction_hint=None,
    workmem=None,
    algo=None,
    precision=None,
):
    """Convolve as `conv2d`; conv_mode="cross" does not flip the filters. The hints mean nothing."""
    return dnn.dnn_conv(img, kerns, border_mode, subsample, conv_mode=conv_mode)


def dnn_conv3d(
    img,
    kerns,
    border_mode="valid",
    subsample=(1, 1, 1),
    conv_mode="conv",
    direction_hint=None,
    workmem=None,
    algo=None,
    precision=None,
):
    """Convolve as `conv3d`; conv_mode="cross" does not flip the filters. The hints mean nothing."""
    return dnn.dnn_conv3d(img, kerns, border_mode, subsample, conv_mode=conv_mode)


def dnn_gradinput(kerns, topgrad, img_shp, border_mode="valid", subsample=(1, 1), conv_mode="conv"):
    """Return the gradient of `dnn_conv` for the images, whose four sizes are img_shp."""
    return dnn.dnn_gradinput(kerns, topgrad, img_shp, border_mode, subsample, conv_mode=conv_mode)


def dnn_gradweight(
    img, topgrad, kerns_shp, border_mode="valid", subsample=(1, 1), conv_mode="conv"
):
    """Return the gradient of `dnn_conv` for the filters, whose four sizes are kerns_shp."""
    return dnn.dnn_gradweight(img, topgrad, kerns_shp, border_mode, subsample, conv_mode=conv_mode)


def dnn_pool(img, ws, stride=None, mode="max", pad=None):
    """Pool the last two or three dimensions, as ws has sizes, over windows that are whole."""
    return dnn.dnn_pool(img, ws, stride, mode, pad)


__getattr__ = names.absent(__name__)
