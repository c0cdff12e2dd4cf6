"""Bilinear upsampling: images made larger, straight lines between their pixels.

    position of output k along an axis = (k * q - (p - 1) // 2) / p, within the image

for a ratio p / q, which is where Theano's convolution with a triangle puts it.
"""

import pytensor
import pytensor.tensor as pt


def bilinear_kernel_1D(ratio, normalize=True):
    """Return the triangle 1, 2, ..., ratio, ..., 2, 1, divided by ratio if `normalize`."""
    rising = pt.arange(1, ratio + 1, dtype=pytensor.config.floatX)
    triangle = pt.concatenate([rising, rising[-2::-1]])
    return triangle / pt.cast(ratio, triangle.dtype) if normalize else triangle


def bilinear_kernel_2D(ratio, normalize=True):
    """Return the pyramid that is the product of two `bilinear_kernel_1D`, one for each axis."""
    triangle = bilinear_kernel_1D(ratio, normalize)
    return triangle[:, None] * triangle[None, :]


def bilinear_upsampling(
    input,
    ratio=None,
    frac_ratio=None,
    batch_size=None,
    num_input_channels=None,
    use_1D_kernel=True,
):
    """Return images (batch, channels, rows, columns) `ratio` times as large in both directions.

    frac_ratio: in its place (p, q), or such a pair for rows and for columns; Theano takes it only
    with use_1D_kernel=False. batch_size and num_input_channels are hints and need not be given.
    """
    if ratio and frac_ratio:
        raise ValueError("bilinear_upsampling takes ratio or frac_ratio, not both")
    if not (ratio or frac_ratio):
        raise ValueError("bilinear_upsampling needs ratio or frac_ratio")
    if ratio:
        return frac_bilinear_upsampling(input, (ratio, 1))
    if use_1D_kernel:
        raise ValueError("bilinear_upsampling takes frac_ratio with use_1D_kernel=False only")
    return frac_bilinear_upsampling(input, frac_ratio)


def frac_bilinear_upsampling(input, frac_ratio):
    """Return images larger by frac_ratio: (p, q), or such a pair for rows and for columns."""
    input = pt.as_tensor(input)
    rows, columns = frac_ratio
    if not isinstance(rows, tuple):
        rows = columns = frac_ratio
    return _upsampled(_upsampled(input, 2, *rows), 3, *columns)


def _upsampled(x, axis, p, q):
    length = x.shape[axis]
    steps = pt.arange((length * p + q - 1) // q) * q - (p - 1) // 2
    steps = pt.clip(steps, 0, (length - 1) * p)
    before = steps // p
    after = pt.minimum(before + 1, length - 1)
    weight = pt.cast(steps - before * p, x.dtype) / pt.constant(p, dtype=x.dtype)
    weight = weight.dimshuffle(0, *"x" * (3 - axis))
    first, second = (pt.take(x, index, axis=axis) for index in (before, after))
    return first * (1 - weight) + second * weight
