"""The gradients of forward_numba.py to the filters, the bias and the images, all in one pass over a
band, some rows of windows, of one image after the other.

    filters[f, c, i, j] = sum over images and pixels (y, x) of z[f, y, x] images[c, y + i, x + j]
    images[c, y + i, x + j] = sum over f, i, j of z[f, y, x] filters[f, c, i, j]

with z the gradient of the convolution, which is made of that of the output and the windows' codes.
"""

from typing import NamedTuple

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.geometry_numba import columns_seen, group_filters, rows_seen
from legacy_repro.ops.conv2d.lanes_numba import in_vectors
from legacy_repro.ops.conv2d.tiles_numba import copy, load_tile, store_tile, zero


class Gradients(NamedTuple):
    """What is given, and what is wanted: empty where it is not.

    Images are (batch, rows, columns, channels), codes (batch, down, across, filters).
    """

    images: object
    top: object
    kernel: object
    codes: object
    to_kernel: object
    to_bias: object
    to_images: object


class Band(NamedTuple):
    """The rows [first, last) of windows of one group of one image: their values and codes with
    whole vectors of filters each, and the tiles of the image and of its gradient.
    """

    group: int
    first: int
    last: int
    top: object
    codes: object
    tile: object
    to_tile: object


@numba_njit(inline="always")
def gradient(g, w, a, way, add, sums_shape, pitch):
    """Compute the gradients `a`; `way`, which `add` takes, is Dense or Sparse: what the bands are
    multiplied with, and how.

    Chunks of images are summed by themselves: so the sums do not depend on the threads.
    """
    vectors = in_vectors(group_filters(g), a.top.itemsize)
    rows, columns = sums_shape
    chunks = _chunks(g, rows * columns * a.top.itemsize)
    sums = np.zeros((chunks, rows, columns), a.top.dtype)
    bias_sums = np.zeros((chunks, g.groups, vectors), a.top.dtype)
    for chunk in range(chunks):
        first, last = chunk * g.batch // chunks, (chunk + 1) * g.batch // chunks
        _add_images(g, w, a, way, add, first, last, sums[chunk], bias_sums[chunk], pitch)
    _add_up(sums)
    _add_up(bias_sums)
    for f in range(len(a.to_bias)):
        a.to_bias[f] = bias_sums[0, f // group_filters(g), f % group_filters(g)]
    return sums[0]


@numba_njit
def _add_up(sums):
    """Add the sums of all chunks to those of the first."""
    total = sums[0].reshape(sums[0].size)
    for chunk in range(1, len(sums)):
        more = sums[chunk].reshape(total.size)
        for i in range(total.size):
            total[i] += more[i]


@numba_njit
def _chunks(g, size):
    """Return how many chunks of images there are: memory for their sums is limited."""
    return max(1, min(16, (1 << 25) // max(1, size), g.batch))


@numba_njit(inline="always")
def _add_images(g, w, a, way, add, first, last, sums, bias_sums, pitch):
    """Do the images [first, last)."""
    dtype, height = a.top.dtype, rows_seen(g, g.out_height)
    tile = np.empty((height, columns_seen(g), pitch), dtype)
    to_tile = np.empty((height if a.to_images.size else 0, columns_seen(g), pitch), dtype)
    top = np.zeros((way.at_once, w.across, bias_sums.shape[1]), dtype)
    codes = np.ones((way.at_once, w.across, bias_sums.shape[1]), np.uint16)
    for n in range(first, last):
        for group in range(g.groups):
            if a.to_kernel.size:
                load_tile(g, a.images, n, group, 0, height, tile)
            zero(to_tile)
            for y in range(0, w.down, way.at_once):
                end = min(y + way.at_once, w.down)
                _load_band(g, a, n, group, y, end, top, codes)
                band = Band(group, y, end, top, codes, tile, to_tile)
                add(g, w, a, way, band, sums, bias_sums[group])
            if a.to_images.size:
                store_tile(g, to_tile, n, group, a.to_images)


@numba_njit
def _load_band(g, a, n, group, first, last, top, codes):
    count = group_filters(g)
    begin, end = group * count, (group + 1) * count
    copy(a.top[n, first:last, :, begin:end], top[: last - first, :, :count])
    if a.codes.size:
        copy(a.codes[n, first:last, :, begin:end], codes[: last - first, :, :count])
