"""cuDNN's ops, computed without cuDNN: what scripts of the time called by hand."""

import pytensor.tensor as pt

from legacy_repro import gpu_names, names
from legacy_repro.theano.tensor.nnet import abstract_conv
from legacy_repro.theano.tensor.signal import pool


def is_flipped(conv_mode):
    """Return whether a convolution of that mode flips its filters."""
    if conv_mode not in ("conv", "cross"):
        raise ValueError(f'conv_mode must be "conv" or "cross", got {conv_mode!r}')
    return conv_mode == "conv"


def average_mode(mode):
    """Return Theano's name of a mode of pooling; "average" is the old one of average_inc_pad."""
    return "average_inc_pad" if mode == "average" else mode


class GpuDnnConvDesc:
    """The settings of a convolution: called with shapes it gives the description that ops take."""

    def __init__(
        self,
        border_mode,
        subsample=(1, 1),
        dilation=(1, 1),
        conv_mode="conv",
        precision="float32",
        num_groups=1,
    ):
        if isinstance(dilation, str):  # before Theano 0.9 conv_mode was the third
            dilation, conv_mode = (1, 1), dilation
        self.settings = border_mode, subsample, is_flipped(conv_mode), dilation, num_groups

    def __call__(self, *shapes):
        return self


class _GpuDnnConv:
    """An op of the convolution: alpha times it, plus beta times the output that it is given."""

    conv = None

    def __init__(self, algo=None, inplace=False, num_groups=1, workmem=None):
        gpu_names.say_plain("legacy_repro.theano.gpuarray.dnn", type(self).__name__)

    def __call__(self, first, second, output, desc, alpha=None, beta=None):
        op = self.conv(None, None, *desc.settings)
        result = self._computed(op, first, second, pt.as_tensor(output))
        if alpha is not None:
            result = alpha * result
        return result if beta is None else result + beta * output


class GpuDnnConv(_GpuDnnConv):
    """The convolution: call it with images, filters, an output and a description."""

    conv = abstract_conv.AbstractConv2d

    def _computed(self, op, img, kern, output):
        return op(img, kern)


class GpuDnnConvGradI(_GpuDnnConv):
    """The gradient for the images: call it with filters, the gradient, images, a description."""

    conv = abstract_conv.AbstractConv2d_gradInputs

    def _computed(self, op, kern, topgrad, output):
        return op(kern, topgrad, output.shape[2:])


class GpuDnnConvGradW(_GpuDnnConv):
    """The gradient for the filters: call it with images, the gradient, filters, a description."""

    conv = abstract_conv.AbstractConv2d_gradWeights

    def _computed(self, op, img, topgrad, output):
        return op(img, topgrad, output.shape[2:])


class GpuDnnPool:
    """Pooling over whole windows: call it with images, ws, stride and pad."""

    def __init__(self, mode="max"):
        gpu_names.say_plain("legacy_repro.theano.gpuarray.dnn", "GpuDnnPool")
        self.mode = average_mode(mode)

    def __call__(self, img, ws, stride, pad):
        return pool.Pool(True, self.mode, len(ws))(img, ws, stride, pad)


class GpuDnnSoftmax:
    """The softmax of a 4-D tensor: over the channels, or with mode "instance" over all but batch.

    algo "log" gives its logarithm. Older versions took the order of the axes, "bc01", first.
    """

    def __init__(self, *algo_and_mode):
        gpu_names.say_plain("legacy_repro.theano.gpuarray.dnn", "GpuDnnSoftmax")
        *_, self.algo, self.mode = algo_and_mode

    def __call__(self, x):
        axis = 1 if self.mode == "channel" else (1, 2, 3)
        shifted = x - x.max(axis=axis, keepdims=True)
        logarithm = shifted - pt.log(pt.exp(shifted).sum(axis=axis, keepdims=True))
        return logarithm if self.algo == "log" else pt.exp(logarithm)


__getattr__ = names.absent(__name__)
