"""Tiles of a convolution, and the windows of one unrolled into a matrix (im2col), for Numba.

A tile is one group of some images or, of one image, of some rows of its output, so that the scratch
stays in the cache. Its columns are (taps x pixels), its output is (filters x pixels).
"""

from typing import NamedTuple

from pytensor.link.numba.dispatch.basic import numba_njit

COLUMN_BYTES = 1 << 19  # half a level-2 cache


class Geometry(NamedTuple):
    """All sizes of one convolution; every array is C-contiguous."""

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
    flip: bool


@numba_njit
def taps(g):
    return g.group_channels * g.kernel_height * g.kernel_width


# ---- tiles --------------------------------------------------------------------------------------


class Tile(NamedTuple):
    """One group of the images [image, image + images) and the output rows [row, row + rows)."""

    image: int
    images: int
    row: int
    rows: int
    group: int


@numba_njit
def largest_tile(g, itemsize):
    """Return the largest tile whose columns fit into COLUMN_BYTES; never less than one row."""
    rows = max(1, COLUMN_BYTES // max(1, taps(g) * g.out_width * itemsize))
    return Tile(0, min(max(1, rows // g.out_height), g.batch), 0, min(rows, g.out_height), 0)


@numba_njit
def tiles(g, most):
    """Return all tiles, none larger than `most`; none where there is nothing to add up."""
    return [
        Tile(n, min(most.images, g.batch - n), y, min(most.rows, g.out_height - y), i)
        for n in range(0, g.batch if taps(g) and g.filters else 0, max(1, most.images))
        for y in range(0, g.out_height, most.rows)
        for i in range(g.groups)
    ]


@numba_njit
def pixels(g, tile):
    return tile.images * tile.rows * g.out_width


# ---- windows <-> columns ------------------------------------------------------------------------


class Span(NamedTuple):
    """What a tap sees along one axis: in the windows [begin, end) pixels of the image, from `first`
    on; padding in those before and after.
    """

    begin: int
    end: int
    first: int


@numba_njit
def span(shift, stride, size, count):
    """Return the span of a tap that sees pixel y * stride + shift in window y of `count`."""
    begin = min((-shift + stride - 1) // stride, count) if shift < 0 else 0
    end = min((size - shift + stride - 1) // stride, count) if shift < size else 0
    return Span(begin, max(begin, end), shift + begin * stride)


@numba_njit
def seen(g, tile, tap):
    """Return the channel of the images that a tap sees, its rows and its columns."""
    place, j = divmod(tap, g.kernel_width)
    channel, i = divmod(place, g.kernel_height)
    down = i * g.dilation_rows - g.pad_top + tile.row * g.stride_rows
    right = j * g.dilation_columns - g.pad_left
    rows = span(down, g.stride_rows, g.height, tile.rows)
    columns = span(right, g.stride_columns, g.width, g.out_width)
    return tile.group * g.group_channels + channel, rows, columns


@numba_njit
def unroll(g, tile, images, columns):
    """Set the columns of a tile to what its windows see."""
    width, down, s = g.out_width, g.stride_rows, g.stride_columns
    for tap in range(taps(g)):
        channel, rows, across = seen(g, tile, tap)
        column = columns[tap, : pixels(g, tile)]
        if rows.end - rows.begin < tile.rows or across.end - across.begin < width:
            column[:] = 0
        for n in range(tile.images):
            image = images[tile.image + n, channel]
            for y in range(rows.begin, rows.end):
                start = (n * tile.rows + y) * width
                inside = column[start + across.begin : start + across.end]
                row = image[rows.first + (y - rows.begin) * down, across.first :]
                if s == 1:
                    for x in range(len(inside)):
                        inside[x] = row[x]
                else:
                    for x in range(len(inside)):
                        inside[x] = row[x * s]


@numba_njit
def add_back(g, tile, columns, images):
    """Add the columns of a tile to the pixels that its windows see: the transpose of `unroll`."""
    width, down, s = g.out_width, g.stride_rows, g.stride_columns
    for tap in range(taps(g)):
        channel, rows, across = seen(g, tile, tap)
        column = columns[tap]
        for n in range(tile.images):
            image = images[tile.image + n, channel]
            for y in range(rows.begin, rows.end):
                start = (n * tile.rows + y) * width
                inside = column[start + across.begin : start + across.end]
                row = image[rows.first + (y - rows.begin) * down, across.first :]
                if s == 1:
                    for x in range(len(inside)):
                        row[x] += inside[x]
                else:
                    for x in range(len(inside)):
                        row[x * s] += inside[x]


# ---- the output of a tile <-> a matrix (group filters x pixels) ---------------------------------


@numba_njit
def load(g, tile, top, matrix):
    """Set the rows of the matrix to the output of a tile."""
    count = tile.rows * g.out_width
    for f in range(g.filters // g.groups):
        for n in range(tile.images):
            rows, row = _output(g, tile, top, n, f), matrix[f, n * count : (n + 1) * count]
            for i in range(count):
                row[i] = rows[i]


@numba_njit
def store(g, tile, matrix, top):
    """Set the output of a tile to the rows of the matrix."""
    count = tile.rows * g.out_width
    for f in range(g.filters // g.groups):
        for n in range(tile.images):
            rows, row = _output(g, tile, top, n, f), matrix[f, n * count : (n + 1) * count]
            for i in range(count):
                rows[i] = row[i]


@numba_njit
def _output(g, tile, top, n, f):
    """Return, as a vector, the rows of the output that filter f makes of the tile's image n."""
    image = top[tile.image + n, tile.group * (g.filters // g.groups) + f]
    return image[tile.row : tile.row + tile.rows].reshape(tile.rows * g.out_width)
