"""``lasagne.layers.cuda_convnet``: convolution and max-pooling over square windows only.

The order that cuda-convnet had inside, (channels, rows, columns, batch), is not there:
``dimshuffle=False`` is refused.
"""

from layers.conv import Conv2DLayer
from layers.pool import MaxPool2DLayer
from layers.shape import DimshuffleLayer
from layers.without_gpu import NeedsNoGPU
from legacy_repro import gpu_names
from legacy_repro.lasagne import init, nonlinearities


class Conv2DCCLayer(NeedsNoGPU, Conv2DLayer):
    """`Conv2DLayer` with ``flip_filters=False``; filters and steps must be square.

    partial_sum, which chose how a sum was cut, means nothing.
    """

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=(1, 1),
        pad=0,
        untie_biases=False,
        W=None,
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        dimshuffle=True,
        flip_filters=False,
        partial_sum=1,
        **kwargs,
    ):
        _check(self, dimshuffle, filter_size=filter_size, stride=stride, pad=pad)
        W = init.GlorotUniform() if W is None else W
        filters = num_filters, filter_size, stride, pad, untie_biases
        super().__init__(incoming, *filters, W, b, nonlinearity, flip_filters, **kwargs)


class MaxPool2DCCLayer(NeedsNoGPU, MaxPool2DLayer):
    """`MaxPool2DLayer` with ``ignore_border=False``; windows and steps must be square."""

    def __init__(
        self, incoming, pool_size, stride=None, ignore_border=False, dimshuffle=True, **kwargs
    ):
        _check(self, dimshuffle, pool_size=pool_size, stride=stride)
        super().__init__(incoming, pool_size, stride, kwargs.pop("pad", 0), ignore_border, **kwargs)


class ShuffleBC01ToC01BLayer(NeedsNoGPU, DimshuffleLayer):
    """`DimshuffleLayer` from (batch, channels, rows, columns) to the batch last."""

    def __init__(self, incoming, **kwargs):
        super().__init__(incoming, (1, 2, 3, 0), **kwargs)


class ShuffleC01BToBC01Layer(NeedsNoGPU, DimshuffleLayer):
    """`DimshuffleLayer` from the batch last to (batch, channels, rows, columns)."""

    def __init__(self, incoming, **kwargs):
        super().__init__(incoming, (3, 0, 1, 2), **kwargs)


bc01_to_c01b = ShuffleBC01ToC01BLayer
c01b_to_bc01 = ShuffleC01BToBC01Layer


def _check(layer, dimshuffle, **pairs):
    """Raise NotImplementedError for the order c01b, RuntimeError for what is not square."""
    if not dimshuffle:
        raise NotImplementedError(
            f"{type(layer).__name__}: dimshuffle=False is not there, leave it out, and the layers "
            "that shuffle to c01b and back"
        )
    for name, pair in pairs.items():
        if isinstance(pair, (tuple, list)) and len(set(pair)) > 1:
            raise RuntimeError(f"{type(layer).__name__} takes a square {name}, got {pair}")


__getattr__ = gpu_names.refusing(__name__)
