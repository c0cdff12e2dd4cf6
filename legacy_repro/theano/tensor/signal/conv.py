"""Convolution of single images or of stacks of them, which have no channels."""

import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import conv


def conv2d(
    input,
    filters,
    image_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    **kargs,
):
    """Convolve every image with every filter: a matrix or a tensor3 (images, rows, columns) each.

    Where one of the two is a tensor3 the output is one too, its images or its filters first; where
    both are, it is (images, filters, rows, columns). border_mode is "valid" or "full"; the shapes
    are hints.
    """
    input, filters = pt.as_tensor(input), pt.as_tensor(filters)
    for name, x in (("input", input), ("filters", filters)):
        if x.ndim not in (2, 3):
            raise ValueError(f"signal.conv.conv2d takes {name} of 2 or 3 dimensions, got {x.type}")
    output = conv.conv2d(
        _with_channel(input), _with_channel(filters), None, None, border_mode, subsample, **kargs
    )
    kept = [axis for axis, x in enumerate((input, filters)) if x.ndim == 3]
    first = [slice(None) if axis in kept else 0 for axis in (0, 1)]
    return output[tuple(first)]


def _with_channel(x):
    return x.dimshuffle("x", "x", 0, 1) if x.ndim == 2 else x.dimshuffle(0, "x", 1, 2)


__getattr__ = names.absent(__name__)
