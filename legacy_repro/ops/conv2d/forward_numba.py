"""output = convolution of the images with the filters [+ bias, rectified, the maxima of windows]"""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.geometry_numba import (
    columns_seen,
    group_filters,
    pixel_offsets,
    rows_between,
    rows_seen,
    tap_offsets,
    taps,
    window_rows_at_once,
)
from legacy_repro.ops.conv2d.lanes_numba import Rows, in_panels, in_vectors, panel, set_product
from legacy_repro.ops.conv2d.tiles_numba import copy, in_image_order, load_tile
from legacy_repro.ops.conv2d.windows_numba import reduce_windows


def forward(g, w, images, kernel, bias, top, codes):
    """Set `top` (batch, down, across, filters), and the windows' codes, which are shaped like it.

    images: (batch, rows, columns, channels).
    """
    filters, biases = _filters(g, kernel), _biases(g, bias)
    channels = g.group_channels
    at_once = window_rows_at_once(g, w)
    offsets = tap_offsets(g, channels, channels)
    pixels = pixel_offsets(g, channels, at_once * w.rows)
    for n in range(g.batch):
        _compute(g, w, images, n, filters, biases, offsets, pixels, at_once, top, codes)


@numba_njit(inline="always")
def _compute(g, w, images, n, filters, biases, offsets, pixels, at_once, top, codes):
    """Compute the output of image n."""
    count, pitch = group_filters(g), biases.shape[1]
    width, channels = columns_seen(g), g.group_channels
    tile = np.empty((rows_seen(g, g.out_height), width, channels), filters.dtype)
    convolved = np.empty((len(pixels), pitch), filters.dtype)
    results = np.arange(len(pixels)) * pitch
    largest = np.empty((1, w.across, pitch), filters.dtype)
    code = np.empty((1, w.across, pitch), np.uint16)
    for group in range(g.groups):
        first = group * count
        load_tile(g, images, n, group, 0, len(tile), tile)
        for y in range(0, w.down, at_once):
            end = min(y + at_once, w.down)
            rows = rows_between(g, w, y, end)
            start = y * w.rows * g.stride_rows * width * channels
            left, right = Rows(tile, start, pixels), filters[group]
            result = Rows(convolved, 0, results)
            set_product(rows * g.out_width, count, taps(g), offsets, left, right, 0, result)
            if not w.pooled:
                shape = rows, g.out_width, pitch
                made = convolved[: rows * g.out_width].reshape(shape)
                copy(made[:, :, :count], top[n, y:end, :, first : first + count])
                continue
            for k in range(y, end):
                rows = rows_between(g, w, k, k + 1)
                row = Rows(convolved, (k - y) * w.rows * g.out_width * pitch, results)
                reduce_windows(w, rows, g.out_width, row, pitch, biases[group], largest, code)
                copy(largest[:, :, :count], top[n, k : k + 1, :, first : first + count])
                copy(code[:, :, :count], codes[n, k : k + 1, :, first : first + count])


@numba_njit
def _filters(g, kernel):
    """Return the filters of each group in panels, whose rows are the taps."""
    size = kernel.itemsize
    width, count = panel(size), group_filters(g)
    filters = np.zeros((g.groups, in_panels(count, size) // width, taps(g), width), kernel.dtype)
    weights = in_image_order(g, kernel)
    for c in range(g.group_channels):
        for i in range(g.kernel_height):
            for j in range(g.kernel_width):
                tap = (c * g.kernel_height + i) * g.kernel_width + j
                for f in range(g.filters):
                    group, column = divmod(f, count)
                    block, column = divmod(column, width)
                    filters[group, block, tap, column] = weights[f, c, i, j]
    return filters


@numba_njit
def _biases(g, bias):
    """Return the bias of each group in whole vectors."""
    count = group_filters(g)
    biases = np.zeros((g.groups, in_vectors(count, bias.itemsize)), bias.dtype)
    for f in range(g.filters):
        biases[f // count, f % count] = bias[f]
    return biases
