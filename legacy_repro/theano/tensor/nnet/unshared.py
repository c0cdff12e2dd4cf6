"""Convolution with filters of their own at every place of the output: six dimensions.

output[n, f, y, x] = sum of filters[f, y, x] * the window of image n at (y, x)
"""

from legacy_repro.ops.conv2d.geometry import reach
from legacy_repro.theano.tensor.nnet import conv_shapes
from legacy_repro.theano.tensor.nnet.windows import padded, window_pixels, windows


def unshared_conv2d(images, filters, border_mode, subsample, filter_flip, filter_dilation):
    """Convolve images with filters (filters, output rows, output columns, channels, rows, columns).

    The arguments are those of `conv2d`.
    """
    if images.ndim != 4 or filters.ndim != 6:
        raise TypeError(
            "conv2d with unshared=True takes 4-D images and 6-D filters, "
            f"got {images.type} and {filters.type}"
        )
    pads = conv_shapes.border_mode_to_pad(
        (border_mode,) * 2 if isinstance(border_mode, int) else border_mode,
        2,
        [reach(size, step) for size, step in zip(filters.shape[4:], filter_dilation, strict=True)],
    )
    if filter_flip:
        filters = filters[..., ::-1, ::-1]
    for k, axis in enumerate((2, 4)):  # the rows are two axes when it is the columns' turn
        places = filters.shape[1 + k], filters.shape[4 + k]
        pixels = window_pixels(*places, subsample[k], filter_dilation[k])
        images = windows(padded(images, axis, *pads[k]), axis, pixels)
    rows, columns, batch = filters.shape[1], filters.shape[2], images.shape[0]
    patches = images.dimshuffle(2, 4, 0, 1, 3, 5).reshape((rows * columns, batch, -1))
    weights = filters.dimshuffle(1, 2, 3, 4, 5, 0).reshape((rows * columns, -1, filters.shape[0]))
    output = (patches @ weights).reshape((rows, columns, batch, filters.shape[0]))
    return output.dimshuffle(2, 3, 0, 1)
