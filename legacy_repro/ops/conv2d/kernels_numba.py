"""2-D convolution and its two gradients for Numba: windows unrolled into a matrix, and a product.

With taps = group channels * kernel height * kernel width, row-major, tile by tile::

    forward          top (filters x pixels) = kernel (filters x taps) . columns (taps x pixels)
    weight gradient  kernel += top . columns^T
    image gradient   columns = kernel^T . top, added back into the images
"""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.product_numba import add_dots, multiply, whole
from legacy_repro.ops.conv2d.tiles_numba import (
    add_back,
    largest_tile,
    load,
    pixels,
    store,
    taps,
    tiles,
    unroll,
)


@numba_njit
def forward(g, images, kernel):
    """Return the convolution of C-contiguous images with the filters."""
    filters = _matrices(g, kernel)
    most = largest_tile(g, images.itemsize)
    columns, output = _scratch(g, most, images.dtype)
    top = np.empty((g.batch, g.filters, g.out_height, g.out_width), images.dtype)
    if taps(g) == 0:
        top[:] = 0
    for tile in tiles(g, most):
        unroll(g, tile, images, columns)
        multiply(pixels(g, tile), filters[tile.group], columns, output)
        store(g, tile, output, top)
    return top


@numba_njit
def weight_gradient(g, images, top):
    """Return the gradient with respect to the filters; the arrays are C-contiguous."""
    most = largest_tile(g, images.itemsize)
    columns, output = _scratch(g, most, images.dtype)
    filters = np.zeros((g.groups, len(output), len(columns)), images.dtype)
    for tile in tiles(g, most):
        load(g, tile, top, output)
        unroll(g, tile, images, columns)
        add_dots(pixels(g, tile), output, columns, filters[tile.group])
    return _kernel(g, filters)


@numba_njit
def image_gradient(g, kernel, top):
    """Return the gradient with respect to the images; `top` is C-contiguous."""
    filters = _matrices(g, kernel)
    most = largest_tile(g, top.itemsize)
    columns, output = _scratch(g, most, top.dtype)
    images = np.zeros((g.batch, g.channels, g.height, g.width), top.dtype)
    for tile in tiles(g, most):
        load(g, tile, top, output)
        multiply(pixels(g, tile), filters[tile.group].T, output, columns)
        add_back(g, tile, columns, images)
    return images


@numba_njit
def _scratch(g, most, dtype):
    """Return room for the columns of a tile and its output, zeros in the rows that fill up."""
    columns = np.zeros((whole(taps(g)), pixels(g, most)), dtype)
    return columns, np.zeros((whole(g.filters // g.groups), pixels(g, most)), dtype)


@numba_njit
def _matrices(g, kernel):
    """Return the filters of each group as a matrix, zeros in the rows and columns that fill up.

    Their taps are in the order in which they meet the image: Theano summed them in that order.
    """
    matrices = np.zeros((g.groups, whole(g.filters // g.groups), whole(taps(g))), kernel.dtype)
    for f in range(g.filters):
        for tap in range(taps(g)):
            matrices[_place(g, f, tap)] = kernel[_index(g, f, tap)]
    return matrices


@numba_njit
def _kernel(g, matrices):
    """Return the filters of which `_matrices` makes these matrices."""
    shape = g.filters, g.group_channels, g.kernel_height, g.kernel_width
    kernel = np.empty(shape, matrices.dtype)
    for f in range(g.filters):
        for tap in range(taps(g)):
            kernel[_index(g, f, tap)] = matrices[_place(g, f, tap)]
    return kernel


@numba_njit
def _place(g, f, tap):
    """Return the index of a tap of filter f in the matrices."""
    group, row = divmod(f, g.filters // g.groups)
    return group, row, tap


@numba_njit
def _index(g, f, tap):
    """Return the index of a tap of filter f in the kernel."""
    place, j = divmod(tap, g.kernel_width)
    c, i = divmod(place, g.kernel_height)
    return (f, c, g.kernel_height - 1 - i, g.kernel_width - 1 - j) if g.flip else (f, c, i, j)
