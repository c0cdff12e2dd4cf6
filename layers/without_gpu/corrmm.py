"""``lasagne.layers.corrmm``: convolution by matrix products, its filters not flipped by default."""

from layers.conv import Conv2DLayer
from layers.without_gpu import NeedsNoGPU
from legacy_repro import names
from legacy_repro.lasagne import init, nonlinearities


class Conv2DMMLayer(NeedsNoGPU, Conv2DLayer):
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


__getattr__ = names.absent(__name__)
