"""The gradients where windows were pooled, for Numba: only their maxima count, a quarter of the
pixels or less, and of these only those with a gradient.

The channels of an image are in vectors here.
"""

from typing import NamedTuple

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.geometry_numba import (
    columns_seen,
    group_filters,
    places,
    tap_offsets,
)
from legacy_repro.ops.conv2d.gradient_numba import gradient
from legacy_repro.ops.conv2d.lanes_numba import (
    Lanes,
    Registers,
    for_each_block,
    for_each_panel,
    in_vectors,
    integer,
)
from legacy_repro.ops.conv2d.pooled import AT_ZERO, NOT_A_NUMBER
from legacy_repro.ops.conv2d.tiles_numba import in_image_order


class Sparse(NamedTuple):
    """places: the taps of one channel. filters: (filters, places, channels in vectors)."""

    at_once: int
    pitch: int
    places: object
    filters: object


class Entries(NamedTuple):
    """Pixels of the convolution with a gradient: where the tile has what they see, and values."""

    offsets: object
    values: object


@numba_njit
def pays(g, w, itemsize):
    """Return whether fewer products are left than with all pixels, where filters are in vectors."""
    return w.rows * w.columns * g.group_channels >= 2 * in_vectors(g.group_channels, itemsize)


def sparse_gradient(g, w, a):
    """Compute the gradients `a`, which have codes."""
    pitch = in_vectors(g.group_channels, a.top.itemsize)
    at_once = max(1, min(w.down, 1 + 64 // max(1, w.across)))
    filters = np.zeros((g.filters, places(g), pitch), a.top.dtype)
    if a.to_images.size:
        weights = in_image_order(g, a.kernel)
        for f in range(g.filters):
            for c in range(g.group_channels):
                for i in range(places(g)):
                    filters[f, i, c] = weights[f, c, i // g.kernel_width, i % g.kernel_width]
    way = Sparse(at_once, pitch, tap_offsets(g, pitch, 1), filters)
    sums = gradient(g, w, a, way, _add, (g.filters * places(g), pitch), pitch)
    if a.to_kernel.size:
        weights = in_image_order(g, a.to_kernel)
        for f in range(g.filters):
            for c in range(g.group_channels):
                for i in range(places(g)):
                    total = sums[f * places(g) + i, c]
                    weights[f, c, i // g.kernel_width, i % g.kernel_width] = total


@numba_njit(inline="always")
def _add(g, w, a, way, band, sums, bias_sums):
    """Add the products of the entries of a band to the sums and to the gradient of the image."""
    most = (band.last - band.first) * w.across * w.rows * w.columns
    entries = Entries(np.empty(most, np.int64), np.empty(most, bias_sums.dtype))
    size = places(g) * way.pitch
    for f in range(group_filters(g)):
        count = _collect(g, w, way, band, f, entries)
        for e in range(count):
            bias_sums[f] += entries.values[e]
        first = (band.group * group_filters(g) + f) * size
        if a.to_kernel.size:
            _to_filters(way.pitch, way.places, count, entries, band.tile, sums, first)
        if a.to_images.size:
            _to_images(way.pitch, way.places, count, entries, band.to_tile, way.filters, first)


@numba_njit(fastmath=False)
def _collect(g, w, way, band, f, entries):
    """Write the entries of one filter; return how many there are."""
    count, width = 0, columns_seen(g)
    for y in range(band.first, band.last):
        for k in range(w.across):
            code = np.int64(band.codes[y - band.first, k, f])
            value = band.top[y - band.first, k, f]
            if code & AT_ZERO:
                value *= band.top.dtype.type(0.5)
            if code & NOT_A_NUMBER:
                value = band.top.dtype.type(np.nan)
            if value == 0:
                continue
            for i in range(w.rows):
                for j in range(w.columns):
                    row, column = y * w.rows + i, k * w.columns + j
                    # The window of a NaN may name pixels over the edge.
                    chosen = code >> (i * w.columns + j) & 1
                    if chosen and row < g.out_height and column < g.out_width:
                        pixel = row * g.stride_rows * width + column * g.stride_columns
                        entries.offsets[count] = pixel * way.pitch
                        entries.values[count] = value
                        count += 1
    return count


# ---- instructions -------------------------------------------------------------------------------


def _for_each_part(emit_entries):
    """Return what goes over all entries for parts of the filters that fit the registers.

    emit_entries emits the loop over the entries for P x V vectors of `weights`; rows[p] and
    pixels[p] are where these and what they see begin in the filters and in the tile.
    """

    @intrinsic
    def for_each_part(typing_context, pitch, places, count, entries, tile, filters, first):
        signature = types.void(pitch, places, count, entries, tile, filters, first)

        def emit(context, builder, signature, arguments):
            pitch, places, count, entries, tile, filters, first = arguments
            types_of = signature.args
            lanes = Lanes(context, builder, types_of[4].dtype)
            size = cgutils.unpack_tuple(builder, lanes.array(places, types_of[1]).shape)[0]
            offsets, values = cgutils.unpack_tuple(builder, entries)
            offsets = lanes.pointer(offsets, types_of[3][0])
            values = lanes.pointer(values, types_of[3][1])
            places, tile = lanes.pointer(places, types_of[1]), lanes.pointer(tile, types_of[4])
            filters = lanes.element(lanes.pointer(filters, types_of[5]), first)

            def for_each_entry(body):
                with cgutils.for_range(builder, count) as loop:
                    value = lanes.spread(lanes.at(values, loop.index))
                    body(lanes.at(offsets, loop.index), value)

            def add_panel(vector, V):
                start = builder.mul(vector, integer(lanes.count))

                def add_block(place, P):
                    index = [builder.add(place, integer(p)) for p in range(P)]
                    rows = [builder.add(start, builder.mul(i, pitch)) for i in index]
                    pixels = [builder.add(start, lanes.at(places, i)) for i in index]
                    rows = [lanes.element(filters, row) for row in rows]
                    pixels = [lanes.element(tile, pixel) for pixel in pixels]
                    weights = Registers(lanes, P, V, lambda p, v: lanes.load(rows[p], v))
                    emit_entries(lanes, for_each_entry, pixels, rows, weights)

                for_each_block(builder, size, add_block)

            for_each_panel(lanes, pitch, add_panel)
            return context.get_dummy_value()

        return signature, emit

    return for_each_part


def _emit_to_filters(lanes, for_each_entry, pixels, rows, weights):
    """Emit filters[place] += value * tile[entry + place]."""

    def add(offset, value):
        at = [lanes.element(pixel, offset) for pixel in pixels]
        weights.update(lambda p, v, s: lanes.add_product(s, value, lanes.load(at[p], v)))

    for_each_entry(add)
    weights.for_each(lambda p, v, s: lanes.store(s, rows[p], v))


def _emit_to_images(lanes, for_each_entry, pixels, rows, weights):
    """Emit tile[entry + place] += value * filters[place]."""

    def add(offset, value):
        at = [lanes.element(pixel, offset) for pixel in pixels]

        def add_weight(p, v, weight):
            total = lanes.add_product(lanes.load(at[p], v), value, weight)
            lanes.store(total, at[p], v)

        weights.for_each(add_weight)

    for_each_entry(add)


_to_filters, _to_images = _for_each_part(_emit_to_filters), _for_each_part(_emit_to_images)
