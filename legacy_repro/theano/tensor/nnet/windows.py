"""The windows that lie along one axis of a tensor, gathered: overlapping ones repeat their pixels.

windows(x, axis, pixels)[..., w, k, ...] = x[..., pixels[w, k], ...]
"""

import pytensor.tensor as pt


def window_pixels(count, size, step=1, dilation=1):
    """Return which pixels the windows along an axis have: an integer matrix (count, size).

    count, size: how many windows, and how many pixels in each; symbolic or not.
    """
    first = pt.arange(count) * step
    return first[:, None] + (pt.arange(size) * dilation)[None, :]


def windows(x, axis, pixels):
    """Return x with an axis replaced by two: the windows, and the pixels in each."""
    order = [axis, *(k for k in range(x.ndim) if k != axis)]
    # One index on the first axis: this is what every backend has its fastest code for.
    gathered = x.dimshuffle(order)[pixels.flatten()]
    split = gathered.reshape((*pixels.shape, *gathered.shape[1:]), ndim=x.ndim + 1)
    others = range(2, x.ndim + 1)
    return split.dimshuffle([*others[:axis], 0, 1, *others[axis:]])


def padded(x, axis, before, after, value=0):
    """Return x with that many more entries before and after an axis, all of them `value`."""
    if before == after == 0:
        return x
    parts = [x]
    for place, length in ((0, before), (2, after)):
        shape = [length if k == axis else x.shape[k] for k in range(x.ndim)]
        parts.insert(place, pt.full(shape, pt.constant(value, dtype=x.dtype)))
    return pt.concatenate(parts, axis=axis)
