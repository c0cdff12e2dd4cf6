"""The sizes of one convolution, and of the windows that are pooled after it, for Numba."""

from typing import NamedTuple

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit


class Geometry(NamedTuple):
    """All sizes of one convolution."""

    batch: int
    channels: int
    height: int
    width: int
    filters: int
    group_channels: int
    kernel_height: int
    kernel_width: int
    out_height: int
    out_width: int
    pad_top: int
    pad_left: int
    stride_rows: int
    stride_columns: int
    dilation_rows: int
    dilation_columns: int
    groups: int
    flip: int


class Windows(NamedTuple):
    """The largest number of each window of rows x columns pixels is kept; rectified before or not.

    `pooled` is 0 if nothing at all comes after the convolution. Windows at the edge may be smaller.
    """

    rows: int
    columns: int
    down: int
    across: int
    rectified: int
    pooled: int


@numba_njit
def single_pixels(g):
    """Return the windows of a convolution that nothing comes after."""
    return Windows(1, 1, g.out_height, g.out_width, 0, 0)


@numba_njit
def places(g):
    """Return the number of taps of one channel."""
    return g.kernel_height * g.kernel_width


@numba_njit
def taps(g):
    return g.group_channels * places(g)


@numba_njit
def group_filters(g):
    return g.filters // g.groups


@numba_njit
def rows_seen(g, rows):
    """Return the rows that so many rows of the output see."""
    return (rows - 1) * g.stride_rows + (g.kernel_height - 1) * g.dilation_rows + 1


@numba_njit
def columns_seen(g):
    """Return the columns that all columns of the output see."""
    return (g.out_width - 1) * g.stride_columns + (g.kernel_width - 1) * g.dilation_columns + 1


@numba_njit
def tap_offsets(g, pitch, channels):
    """Return where each tap of a window is, from the first on, in an image with `pitch` numbers a
    pixel: channels, then rows, then columns, as Theano summed.
    """
    width = columns_seen(g)
    offsets = np.empty((channels, g.kernel_height, g.kernel_width), np.int64)
    for c in range(channels):
        for i in range(g.kernel_height):
            for j in range(g.kernel_width):
                pixel = i * g.dilation_rows * width + j * g.dilation_columns
                offsets[c, i, j] = pixel * pitch + c
    return offsets.reshape(channels * places(g))


@numba_njit
def pixel_offsets(g, pitch, rows):
    """Return where the window of each pixel of so many rows of the output is, from the first on."""
    width = columns_seen(g)
    offsets = np.empty((rows, g.out_width), np.int64)
    for y in range(rows):
        for x in range(g.out_width):
            offsets[y, x] = (y * g.stride_rows * width + x * g.stride_columns) * pitch
    return offsets.reshape(rows * g.out_width)


@numba_njit
def window_rows_at_once(g, w):
    """Return how many: enough for the registers, few enough for the cache."""
    pixels = max(1, w.rows * g.out_width)
    return max(1, min(w.down, (64 + pixels - 1) // pixels))


@numba_njit
def rows_between(g, w, first, last):
    """Return the rows of the convolution in the rows [first, last) of windows."""
    return min(last * w.rows, g.out_height) - first * w.rows
