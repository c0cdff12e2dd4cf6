"""cuDNN's functions and ops, computed without cuDNN by the plain ones of Theano."""

import pytensor.tensor as pt

from legacy_repro import gpu_names, names
from legacy_repro.theano.gpuarray.dnn_ops import (
    GpuDnnConv,
    GpuDnnConvDesc,
    GpuDnnConvGradI,
    GpuDnnConvGradW,
    GpuDnnPool,
    GpuDnnSoftmax,
    average_mode,
    is_flipped,
)
from legacy_repro.theano.tensor.nnet import abstract_conv, bn
from legacy_repro.theano.tensor.signal import pool


def dnn_available(context_name=None):
    """Return False, so that scripts take their way without cuDNN."""
    return False


def dnn_present():
    """Return False, as `dnn_available`."""
    return False


dnn_available.msg = dnn_present.msg = "legacy-repro computes without cuDNN"
dnn_available.avail = dnn_present.avail = False


def dnn_conv(
    img,
    kerns,
    border_mode="valid",
    subsample=(1, 1),
    dilation=(1, 1),
    conv_mode="conv",
    direction_hint=None,
    workmem=None,
    algo=None,
    precision=None,
    num_groups=1,
):
    """Convolve as `conv2d`; conv_mode="cross" does not flip the filters. The hints mean nothing."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_conv", abstract_conv.AbstractConv2d, *settings)(img, kerns)


def dnn_conv3d(
    img,
    kerns,
    border_mode="valid",
    subsample=(1, 1, 1),
    dilation=(1, 1, 1),
    conv_mode="conv",
    direction_hint=None,
    algo=None,
    precision=None,
    num_groups=1,
):
    """Convolve as `conv3d`; conv_mode="cross" does not flip the filters. The hints mean nothing."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_conv3d", abstract_conv.AbstractConv3d, *settings)(img, kerns)


def dnn_gradinput(
    kerns,
    topgrad,
    img_shp,
    border_mode="valid",
    subsample=(1, 1),
    dilation=(1, 1),
    conv_mode="conv",
    precision=None,
    algo=None,
    num_groups=1,
):
    """Return the gradient of `dnn_conv` for the images, whose 4 sizes are img_shp."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_gradinput", abstract_conv.AbstractConv2d_gradInputs, *settings)(
        kerns, topgrad, _last(2, img_shp)
    )


def dnn_gradweight(
    img,
    topgrad,
    kerns_shp,
    border_mode="valid",
    subsample=(1, 1),
    dilation=(1, 1),
    conv_mode="conv",
    precision=None,
    algo=None,
    num_groups=1,
):
    """Return the gradient of `dnn_conv` for the filters, whose 4 sizes are kerns_shp."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_gradweight", abstract_conv.AbstractConv2d_gradWeights, *settings)(
        img, topgrad, _last(2, kerns_shp)
    )


def dnn_gradinput3d(
    kerns,
    topgrad,
    img_shp,
    border_mode="valid",
    subsample=(1, 1, 1),
    dilation=(1, 1, 1),
    conv_mode="conv",
    precision=None,
    algo=None,
    num_groups=1,
):
    """Return the gradient of `dnn_conv3d` for the images, whose 5 sizes are img_shp."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_gradinput3d", abstract_conv.AbstractConv3d_gradInputs, *settings)(
        kerns, topgrad, _last(3, img_shp)
    )


def dnn_gradweight3d(
    img,
    topgrad,
    kerns_shp,
    border_mode="valid",
    subsample=(1, 1, 1),
    dilation=(1, 1, 1),
    conv_mode="conv",
    precision=None,
    algo=None,
    num_groups=1,
):
    """Return the gradient of `dnn_conv3d` for the filters, whose 5 sizes are kerns_shp."""
    settings = border_mode, subsample, dilation, conv_mode, num_groups
    return _op("dnn_gradweight3d", abstract_conv.AbstractConv3d_gradWeights, *settings)(
        img, topgrad, _last(3, kerns_shp)
    )


def _op(name, op, border_mode, subsample, dilation, conv_mode, num_groups):
    """Return an op of `abstract_conv` with cuDNN's settings, after a word on what it stands for."""
    gpu_names.say_plain(__name__, name)
    return op(None, None, border_mode, subsample, is_flipped(conv_mode), dilation, num_groups)


def _last(n, shape):
    """Return the last `n` of n + 2 sizes."""
    sizes = pt.as_tensor(shape)
    return pt.stack([sizes[k] for k in range(2, n + 2)])


def dnn_pool(img, ws, stride=None, mode="max", pad=None):
    """Pool the last two or three dimensions, as ws has sizes, over windows that are whole."""
    gpu_names.say_plain(__name__, "dnn_pool")
    stride = (1,) * len(ws) if stride is None else stride
    return pool.Pool(True, average_mode(mode), len(ws))(img, ws, stride, pad)


def dnn_batch_normalization_train(
    inputs,
    gamma,
    beta,
    mode="per-activation",
    epsilon=1e-4,
    running_average_factor=0.1,
    running_mean=None,
    running_var=None,
):
    """Return what `batch_normalization_train` does with axes=mode."""
    gpu_names.say_plain(__name__, "dnn_batch_normalization_train")
    averages = running_average_factor, running_mean, running_var
    return bn.batch_normalization_train(inputs, gamma, beta, mode, epsilon, *averages)


def dnn_batch_normalization_test(
    inputs, gamma, beta, mean, var, mode="per-activation", epsilon=1e-4
):
    """Return what `batch_normalization_test` does with axes=mode."""
    gpu_names.say_plain(__name__, "dnn_batch_normalization_test")
    return bn.batch_normalization_test(inputs, gamma, beta, mean, var, mode, epsilon)


__getattr__ = names.absent(__name__)
