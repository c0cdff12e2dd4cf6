"""The 3-D convolution of Theano's early days, with time before the channels."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import volumes


def conv3d(signals, filters, signals_shape=None, filters_shape=None, border_mode="valid"):
    """Convolve signals (batch, time, channels, rows, columns) with filters of the same order.

    border_mode: "valid", "full" or "half" for all axes, or a name for each of time, rows and
    columns, where rows and columns have the same. The shapes are hints.
    """
    modes = (border_mode,) * 3 if isinstance(border_mode, str) else tuple(border_mode)
    if len(modes) != 3 or modes[1] != modes[2]:
        raise ValueError(
            "conv3d takes one border_mode, or three of which those of rows and columns are the "
            f"same, got {border_mode!r}"
        )
    output = volumes.conv3d(
        signals.dimshuffle(0, 2, 1, 3, 4), filters.dimshuffle(0, 2, 1, 3, 4), border_mode=modes
    )
    return output.dimshuffle(0, 2, 1, 3, 4)


__getattr__ = names.absent(__name__)
