"""``lasagne.layers.dnn``, the layers for cuDNN. Their filters are not flipped by default."""

from layers.conv import Conv2DLayer, Conv3DLayer
from layers.normalization import BatchNormLayer, batch_norm
from layers.pool import MaxPool2DLayer, MaxPool3DLayer, Pool2DLayer, Pool3DLayer
from layers.without_gpu import NeedsNoGPU
from legacy_repro import gpu_names
from legacy_repro.lasagne import init, nonlinearities
from legacy_repro.theano.gpuarray.dnn_ops import average_mode


class Conv2DDNNLayer(NeedsNoGPU, Conv2DLayer):
    """`Conv2DLayer` with ``flip_filters=False``."""

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=(1, 1),
        pad=0,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        flip_filters=False,
        **kwargs,
    ):
        filters = num_filters, filter_size, stride, pad, untie_biases
        super().__init__(incoming, *filters, W, b, nonlinearity, flip_filters, **kwargs)


class Conv3DDNNLayer(NeedsNoGPU, Conv3DLayer):
    """`Conv3DLayer` with ``flip_filters=False``."""

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=(1, 1, 1),
        pad=0,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        flip_filters=False,
        **kwargs,
    ):
        filters = num_filters, filter_size, stride, pad, untie_biases
        super().__init__(incoming, *filters, W, b, nonlinearity, flip_filters, **kwargs)


class _AveragePool(NeedsNoGPU):
    """A pooling layer whose mode may be "average", as cuDNN's was called first."""

    def __init__(
        self, incoming, pool_size, stride=None, pad=0, ignore_border=True, mode="max", **kwargs
    ):
        mode = average_mode(mode)
        super().__init__(incoming, pool_size, stride, pad, ignore_border, mode, **kwargs)


class Pool2DDNNLayer(_AveragePool, Pool2DLayer):
    """`Pool2DLayer`."""


class MaxPool2DDNNLayer(NeedsNoGPU, MaxPool2DLayer):
    """`MaxPool2DLayer`."""


class Pool3DDNNLayer(_AveragePool, Pool3DLayer):
    """`Pool3DLayer`."""


class MaxPool3DDNNLayer(NeedsNoGPU, MaxPool3DLayer):
    """`MaxPool3DLayer`."""


class BatchNormDNNLayer(NeedsNoGPU, BatchNormLayer):
    """`BatchNormLayer`."""


def batch_norm_dnn(layer, **kwargs):
    """Return `batch_norm` of the layer."""
    gpu_names.say_plain(__name__, "batch_norm_dnn")
    return batch_norm(layer, **kwargs)


__getattr__ = gpu_names.refusing(__name__)
