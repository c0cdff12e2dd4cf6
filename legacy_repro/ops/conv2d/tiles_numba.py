"""Between arrays and what the kernels read, for Numba: one image, padded, with the channels of a
pixel side by side, and filters in panels.

Images here are views (batch, rows, columns, channels), whose strides may be any.
"""

from numba import types
from numba.core import cgutils
from numba.core.imputils import impl_ret_borrowed
from numba.extending import intrinsic
from numba.np.arrayobj import populate_array
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.geometry_numba import columns_seen, rows_seen


def _view(*order):
    """Return a function of an array: a view with its axes in this order, of the one type that the
    kernels take, whatever the strides.
    """

    @intrinsic
    def view(typing_context, array):
        kind = types.Array(array.dtype, array.ndim, "A")

        def emit(context, builder, signature, arguments):
            source = context.make_array(array)(context, builder, arguments[0])
            shape, strides = cgutils.unpack_tuple(builder, source.shape), source.strides
            strides = cgutils.unpack_tuple(builder, strides)
            result = context.make_array(kind)(context, builder)
            populate_array(
                result,
                data=source.data,
                shape=[shape[i] for i in order],
                strides=[strides[i] for i in order],
                itemsize=source.itemsize,
                meminfo=source.meminfo,
                parent=source.parent,
            )
            return impl_ret_borrowed(context, builder, kind, result._getvalue())

        return kind(array), emit

    return view


vector, tensor4 = _view(0), _view(0, 1, 2, 3)
channels_last, channels_second = _view(0, 2, 3, 1), _view(0, 3, 1, 2)


@numba_njit
def zero(pixels):
    """Set all numbers of an array (rows, columns, channels) to 0."""
    height, width, channels = pixels.shape
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                pixels[y, x, c] = 0


@numba_njit
def copy(source, target):
    """Copy pixels (rows, columns, channels); the inner loop goes where they are contiguous."""
    height, width, channels = source.shape
    size = source.itemsize
    if channels > 1 and source.strides[2] == size and target.strides[2] == size:
        for y in range(height):
            for x in range(width):
                a, b = source[y, x], target[y, x]
                for c in range(channels):
                    b[c] = a[c]
    else:
        for y in range(height):
            for c in range(channels):
                a, b = source[y, :, c], target[y, :, c]
                for x in range(width):
                    b[x] = a[x]


@numba_njit
def inside(g, first, rows):
    """Return which rows [begin, end) of an image, and how many of its columns, lie in `rows` rows
    from row `first` of the padded one on.
    """
    begin = max(0, first - g.pad_top)
    end = max(begin, min(first + rows - g.pad_top, g.height))
    return begin, end, max(0, min(g.width, columns_seen(g) - g.pad_left))


@numba_njit
def load_tile(g, images, n, group, first, rows, tile):
    """Fill a tile (rows, columns, pitch) of a group from row `first` of image n; padding is 0."""
    begin, end, width = inside(g, first, rows)
    if end - begin < rows or width < tile.shape[1] or tile.shape[2] > g.group_channels:
        zero(tile[:rows])
    down, channel = begin + g.pad_top - first, group * g.group_channels
    if end > begin:
        copy(
            images[n, begin:end, :width, channel : channel + g.group_channels],
            tile[down : down + end - begin, g.pad_left : g.pad_left + width, : g.group_channels],
        )


@numba_njit
def store_tile(g, tile, n, group, images):
    """The opposite: the gradient of an image from that of its tile; 0 where no window sees it."""
    begin, end, width = inside(g, 0, rows_seen(g, g.out_height))
    channel = group * g.group_channels
    image = images[n, :, :, channel : channel + g.group_channels]
    if end - begin < g.height or width < g.width:
        zero(image)
    down = begin + g.pad_top
    if end > begin:
        copy(
            tile[down : down + end - begin, g.pad_left : g.pad_left + width, : g.group_channels],
            image[begin:end, :width],
        )


@numba_njit
def in_image_order(g, kernel):
    """Return a view of the filters, with the places of a window counted as the image meets them."""
    return kernel[:, :, ::-1, ::-1] if g.flip else kernel[:, :, ::1, ::1]
