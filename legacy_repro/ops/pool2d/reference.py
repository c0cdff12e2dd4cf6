"""2-D pooling and its gradients in NumPy, the yardstick of the C++ kernels.

Images are (..., height, width); `layout` is (ws, stride, pad, (output height, output width)).
Each function goes through the places in a window: place (i, j) of all windows is one strided view.
"""

import numpy as np


def maximum(images, layout):
    """Return the maximum of each window."""
    return _reduce(np.maximum, images, lowest(images.dtype), layout)


def total(images, layout):
    """Return the sum of each window."""
    return _reduce(np.add, images, 0, layout)


def counts(size, layout, with_padding):
    """Return how many pixels each window has: those of the image, or those of the padding too."""
    ws, stride, pad, output = layout
    grown = [n + 2 * p for n, p in zip(size, pad, strict=True)] if with_padding else size
    return total(np.ones(grown), (ws, stride, (0, 0) if with_padding else pad, output))


def spread(top, size, layout):
    """Add the value of each window to all its pixels: the transpose of `total`."""
    return _spread(lambda place: top, top, size, layout)


def spread_to_maxima(images, maxima, top, layout):
    """Add the value of each window to its pixels that are the maximum, all of them in a tie."""
    padded = _padded(images, lowest(images.dtype), layout)

    def at_maxima(place):
        return np.where(padded[place] == maxima, top, 0)

    return _spread(at_maxima, top, images.shape[-2:], layout)


def total_at_maxima(images, maxima, values, layout):
    """Sum `values` over the pixels of each window that are its maximum."""
    pixels = _padded(images, lowest(images.dtype), layout)
    values = _padded(values, 0, layout)
    return sum(np.where(pixels[p] == maxima, values[p], 0) for p in places(layout))


def lowest(dtype):
    """Return what is not larger than any number of this dtype."""
    return -np.inf if dtype.kind == "f" else np.iinfo(dtype).min


def _reduce(function, images, neutral, layout):
    padded = _padded(images, neutral, layout)
    result = np.full((*images.shape[:-2], *layout[3]), neutral, images.dtype)
    for place in places(layout):
        function(result, padded[place], out=result)
    return result


def _spread(values_at, top, size, layout):
    _, _, pad, _ = layout
    padded = np.zeros((*top.shape[:-2], *padded_size(size, layout)), top.dtype)
    for place in places(layout):
        padded[place] += values_at(place)
    return padded[..., pad[0] : pad[0] + size[0], pad[1] : pad[1] + size[1]]


def places(layout):
    """Yield the index of each place in the windows, as slices of the padded images."""
    ws, stride, _, output = layout
    for place in np.ndindex(*ws):
        ends = [p + n * s for p, n, s in zip(place, output, stride, strict=True)]
        yield (..., *map(slice, place, ends, stride))


def padded_size(size, layout):
    """Return the size with the padding before it and, behind it, all that a window may reach."""
    ws, stride, pad, output = layout
    axes = zip(size, ws, stride, pad, output, strict=True)
    return [max(p + n, (o - 1) * s + w) for n, w, s, p, o in axes]


def _padded(images, value, layout):
    """Return the images with `value` around them."""
    size = images.shape[-2:]
    around = zip(layout[2], size, padded_size(size, layout), strict=True)
    widths = [(pad, total - pad - n) for pad, n, total in around]
    no_more = [(0, 0)] * (images.ndim - 2)
    return np.pad(images, (*no_more, *widths), constant_values=value)
