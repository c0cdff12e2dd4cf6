"""The gradients made of all pixels, for Numba: as products of matrices."""

from typing import NamedTuple

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.geometry_numba import (
    columns_seen,
    group_filters,
    pixel_offsets,
    places,
    rows_between,
    tap_offsets,
    taps,
    window_rows_at_once,
)
from legacy_repro.ops.conv2d.gradient_numba import gradient
from legacy_repro.ops.conv2d.lanes_numba import Rows, add_product, in_panels, in_vectors, panel
from legacy_repro.ops.conv2d.tiles_numba import in_image_order
from legacy_repro.ops.conv2d.windows_numba import spread_windows


class Dense(NamedTuple):
    """filters: (groups, places, panels of channels, group filters, columns of a panel)."""

    at_once: int
    pitch: int
    taps: object
    pixels: object
    filters: object


def dense_gradient(g, w, a):
    """Compute the gradients `a`."""
    size = a.top.itemsize
    pitch = in_vectors(g.group_channels, size) if a.to_images.size else g.group_channels
    at_once = window_rows_at_once(g, w)
    offsets = tap_offsets(g, pitch, g.group_channels)
    pixels = pixel_offsets(g, pitch, at_once * w.rows)
    way = Dense(at_once, pitch, offsets, pixels, _filters(g, a))
    shape = g.groups * taps(g), in_vectors(group_filters(g), size)
    sums = gradient(g, w, a, way, _add, shape, pitch)
    if a.to_kernel.size:
        _store(g, sums, in_image_order(g, a.to_kernel))


@numba_njit
def _filters(g, a):
    size = a.top.itemsize
    width, count = panel(size), group_filters(g)
    blocks = in_panels(g.group_channels, size) // width if a.to_images.size else 0
    filters = np.zeros((g.groups, places(g), blocks, count, width), a.top.dtype)
    if blocks:
        weights = in_image_order(g, a.kernel)
        for f in range(g.filters):
            group, row = divmod(f, count)
            for c in range(g.group_channels):
                block, column = divmod(c, width)
                for i in range(places(g)):
                    weight = weights[f, c, i // g.kernel_width, i % g.kernel_width]
                    filters[group, i, block, row, column] = weight
    return filters


@numba_njit
def _store(g, sums, weights):
    """Set the filters to their sums."""
    count = group_filters(g)
    for f in range(g.filters):
        group, column = divmod(f, count)
        for c in range(g.group_channels):
            row = group * taps(g) + c * places(g)
            for i in range(places(g)):
                total = sums[row + i, column]
                weights[f, c, i // g.kernel_width, i % g.kernel_width] = total


@numba_njit(inline="always")
def _add(g, w, a, way, band, sums, bias_sums):
    """Add the products of a band to the sums and to the gradient of the image."""
    first = band.first * w.rows
    count = rows_between(g, w, band.first, band.last) * g.out_width
    z = _spread(g, w, band, count, bias_sums)
    row = first * g.stride_rows * columns_seen(g) * way.pitch
    if a.to_kernel.size:
        tile = Rows(band.tile, row, way.taps)
        width = sums.shape[1]
        result = Rows(sums, band.group * taps(g) * width, np.arange(taps(g)) * width)
        add_product(taps(g), group_filters(g), count, way.pixels, tile, z, 0, result)
    if a.to_images.size:
        _add_to_image(g, way, band, count, z, row)


@numba_njit(inline="always")
def _add_to_image(g, way, band, count, z, row):
    width = panel(z.itemsize)
    filters = np.empty(group_filters(g), np.int64)
    for f in range(len(filters)):
        filters[f] = f // width * count * width + f % width
    left = Rows(z, 0, np.arange(count) * width)
    for i in range(places(g)):
        result = Rows(band.to_tile, row + way.taps[i], way.pixels)
        right = way.filters[band.group, i]
        add_product(count, g.group_channels, len(filters), filters, left, right, 0, result)


@numba_njit(inline="always")
def _spread(g, w, band, count, bias_sums):
    """Return the gradient of the convolution of a band, in panels of `count` pixels; add it up."""
    pitch, size = len(bias_sums), bias_sums.itemsize
    z = np.zeros(count * in_panels(pitch, size), bias_sums.dtype)
    for y in range(band.first, band.last):
        rows, k = rows_between(g, w, y, y + 1), y - band.first
        row = k * w.rows * g.out_width
        top, codes = band.top[k], band.codes[k]
        spread_windows(w, rows, g.out_width, top, codes, z, count, row, pitch, bias_sums)
    return z
