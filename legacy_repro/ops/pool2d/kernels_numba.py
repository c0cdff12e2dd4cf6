"""Pooling and its gradients for Numba, in one pass over the windows.

Images and tops are (planes, height, width), C-contiguous. Each function here makes the kernel of
one op, in which windows, strides and pads are constants: that is up to 4 times as fast.
"""

from pytensor.link.numba.dispatch.basic import numba_njit

# PyTensor's default would let a sum change its order and a quotient become a product.
exact = numba_njit(fastmath=False)


def window_count(window, stride, pad, ignore_border):
    """Return a function of a size: the number of windows on this axis, as Theano counts them."""

    @exact
    def count(size):
        padded = size + 2 * pad
        if ignore_border:
            return 0 if padded < window else (padded - window) // stride + 1
        if stride >= window:
            return 0 if padded < 1 else (padded - 1) // stride + 1
        return (0 if padded < window else (padded - 1 - window + stride) // stride) + 1

    return count


def pixels(window, stride, pad, with_padding):
    """Return a function of a size and a window: how many pixels this one has, 1 at least.

    They are those of the image, or of image and padding.
    """
    edge = pad if with_padding else 0

    @exact
    def count(size, w):
        begin = w * stride - pad
        return max(1, min(begin + window, size + edge) - max(begin, -edge))

    return count


def pixel(stride, pad):
    """Return a function of a window and a place in it: the pixel there, on one axis."""
    return exact(lambda window, place: window * stride + place - pad)


# ---- the kernels --------------------------------------------------------------------------------


def maxima(op, lowest):
    """Return a function that sets `top` to the maximum of each window, `lowest` at least."""
    (height, width), (row, column) = op.ws, map(pixel, op.stride, op.pad)

    @exact
    def maxima(images, top):
        for n in range(len(top)):
            for y in range(top.shape[1]):
                for x in range(top.shape[2]):
                    largest = images.dtype.type(lowest)
                    for i in range(height):
                        for j in range(width):
                            r, c = row(y, i), column(x, j)
                            if 0 <= r < images.shape[1] and 0 <= c < images.shape[2]:
                                value = images[n, r, c]
                                largest = value if value > largest or value != value else largest
                    top[n, y, x] = largest

    return maxima


def totals(op):
    """Return a function that sets `top` to the sum of each window."""
    (height, width), (row, column) = op.ws, map(pixel, op.stride, op.pad)

    @exact
    def totals(images, top):
        for n in range(len(top)):
            for y in range(top.shape[1]):
                for x in range(top.shape[2]):
                    total = images.dtype.type(0)
                    for i in range(height):
                        for j in range(width):
                            r, c = row(y, i), column(x, j)
                            if 0 <= r < images.shape[1] and 0 <= c < images.shape[2]:
                                total += images[n, r, c]
                    top[n, y, x] = total

    return totals


def spread(op):
    """Return a function that adds the value of each window to all its pixels in `result`."""
    (height, width), (row, column) = op.ws, map(pixel, op.stride, op.pad)

    @exact
    def spread(top, result):
        for n in range(len(top)):
            for y in range(top.shape[1]):
                for x in range(top.shape[2]):
                    value = top[n, y, x]
                    for i in range(height):
                        for j in range(width):
                            r, c = row(y, i), column(x, j)
                            if 0 <= r < result.shape[1] and 0 <= c < result.shape[2]:
                                result[n, r, c] += value

    return spread


def spread_to_maxima(op):
    """Return a function that adds the value of each window to its pixels that are the maximum."""
    (height, width), (row, column) = op.ws, map(pixel, op.stride, op.pad)

    @exact
    def spread_to_maxima(images, maxima, top, result):
        zero = images.dtype.type(0)
        for n in range(len(top)):
            for y in range(top.shape[1]):
                for x in range(top.shape[2]):
                    largest, value = maxima[n, y, x], top[n, y, x]
                    for i in range(height):
                        for j in range(width):
                            r, c = row(y, i), column(x, j)
                            if 0 <= r < images.shape[1] and 0 <= c < images.shape[2]:
                                result[n, r, c] += value if images[n, r, c] == largest else zero

    return spread_to_maxima


def totals_at_maxima(op):
    """Return a function that sums `values` over the pixels of each window that are its maximum."""
    (height, width), (row, column) = op.ws, map(pixel, op.stride, op.pad)

    @exact
    def totals_at_maxima(images, maxima, values, result):
        zero = images.dtype.type(0)
        for n in range(len(result)):
            for y in range(result.shape[1]):
                for x in range(result.shape[2]):
                    largest, total = maxima[n, y, x], zero
                    for i in range(height):
                        for j in range(width):
                            r, c = row(y, i), column(x, j)
                            if 0 <= r < images.shape[1] and 0 <= c < images.shape[2]:
                                total += values[n, r, c] if images[n, r, c] == largest else zero
                    result[n, y, x] = total

    return totals_at_maxima


def averages(op):
    """Return a function that divides, in place, the sum over each window by its pixels."""
    flags = (op.mode == "average_inc_pad",) * 2
    rows, columns = map(pixels, op.ws, op.stride, op.pad, flags)

    @exact
    def averages(totals, size):
        for y in range(totals.shape[1]):
            for x in range(totals.shape[2]):
                count = rows(size[0], y) * columns(size[1], x)
                for n in range(len(totals)):
                    totals[n, y, x] = totals[n, y, x] / count

    return averages
