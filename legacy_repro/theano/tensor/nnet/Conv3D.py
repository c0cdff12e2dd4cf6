"""The 3-D convolution of Theano before 0.9, its channels last: nothing is flipped."""

import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import volumes


def conv3D(V, W, b, d):
    """Return the sum over W of V, plus b: volumes (batch, rows, columns, time, channels).

    W: filters (filters, rows, columns, time, channels); b: one number a filter; d: the three steps,
    integers.
    """
    volume, filters = (pt.as_tensor(x).dimshuffle(0, 4, 1, 2, 3) for x in (V, W))
    steps = tuple(int(step) for step in getattr(d, "data", d))
    output = volumes.conv3d(volume, filters, subsample=steps, filter_flip=False)
    return output.dimshuffle(0, 2, 3, 4, 1) + b


__getattr__ = names.absent(__name__)
