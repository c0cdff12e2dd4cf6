"""Sizes of a 2-D convolution: padding, reach of a filter, size of the output.

Along one axis, with ``reach = (kernel - 1) * dilation + 1``::

    output = (size + before + after - reach) // stride + 1

Sizes may be integers or symbolic; None (unknown) stays None.
"""

from numbers import Integral


def normalise_border_mode(border_mode):
    """Return "half", "full" or the pads ((top, bottom), (left, right)).

    border_mode is "valid", "half", "full", an integer, or a pair whose entries are an integer or a
    pair of integers each, as in Theano. Anything else is a ValueError.
    """
    if border_mode in ("half", "full"):
        return border_mode
    if isinstance(border_mode, str) and border_mode == "valid":
        return (0, 0), (0, 0)
    pair = (border_mode, border_mode) if isinstance(border_mode, Integral) else border_mode
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise _invalid(border_mode)
    return tuple(_pads(entry, border_mode) for entry in pair)


def _pads(entry, border_mode):
    pads = (entry, entry) if isinstance(entry, Integral) else entry
    is_pair = isinstance(pads, tuple) and len(pads) == 2
    if not is_pair or not all(isinstance(pad, Integral) and pad >= 0 for pad in pads):
        raise _invalid(border_mode)
    return int(pads[0]), int(pads[1])


def _invalid(border_mode):
    return ValueError(
        f'invalid border_mode {border_mode!r}: give "valid", "half", "full", an integer of at '
        "least 0, or a pair whose entries are such integers or pairs (before, after) of them"
    )


def reach(kernel, dilation):
    """Return how many pixels a filter of `kernel` taps spans."""
    return (kernel - 1) * dilation + 1


def padding(border, kernel, dilation):
    """Return the pads (before, after) on one axis; border is "half", "full" or the pads."""
    if border == "half":
        return (reach(kernel, dilation) // 2,) * 2
    if border == "full":
        return (reach(kernel, dilation) - 1,) * 2
    return border


def output_size(size, kernel, border, stride, dilation):
    """Return the size of the output on one axis, None where `size` or `kernel` is None."""
    if size is None or kernel is None:
        return None
    before, after = padding(border, kernel, dilation)
    last = size + before + after - reach(kernel, dilation)
    return (last if stride == 1 else last // stride) + 1


def normalise_steps(name, steps):
    """Return `steps` as a pair of positive integers; None means (1, 1), as in Theano."""
    pair = (1, 1) if steps is None else steps
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        raise ValueError(f"{name} must be two integers (rows, columns), got {steps!r}")
    if not all(isinstance(step, Integral) and step > 0 for step in pair):
        raise ValueError(f"{name} must be two positive integers, got {steps!r}")
    return int(pair[0]), int(pair[1])
