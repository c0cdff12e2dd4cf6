"""Shapes of convolutions in any number of dimensions: sizes may be integers, symbolic, or None."""

from numbers import Integral

import pytensor.tensor as pt
from pytensor.graph.basic import Constant, Variable
from pytensor.raise_op import Assert

from legacy_repro.ops.conv2d.geometry import normalise_border_mode, output_size, padding


def get_conv_output_shape(image_shape, kernel_shape, border_mode, subsample, filter_dilation=None):
    """Return the shape of a convolution in any number of dimensions; None and symbolic sizes pass.

    border_mode is "valid", "full", "half", an integer, or an entry for each axis.
    """
    axes = _axes(image_shape, kernel_shape, border_mode, subsample, filter_dilation)
    return image_shape[0], kernel_shape[0], *(get_conv_shape_1axis(*axis) for axis in axes)


def get_conv_shape_1axis(image_shape, kernel_shape, border_mode, subsample, dilation=1):
    """Return the size of a convolution along one axis, None where a size is None."""
    if None in (image_shape, kernel_shape, subsample, dilation):
        return None
    return output_size(image_shape, kernel_shape, border_of_axis(border_mode), subsample, dilation)


def get_conv_gradweights_shape(
    image_shape,
    top_shape,
    border_mode,
    subsample,
    filter_dilation=None,
    num_groups=1,
    unshared=False,
):
    """Return the shape of the filters that make `top_shape` of images, None where it is open.

    As in Theano 1.0.5, num_groups divides the number of filters, not that of their channels.
    """
    filters = top_shape[1]
    if num_groups > 1 and filters is not None:
        filters //= num_groups
    axes = _axes(image_shape, top_shape, border_mode, subsample, filter_dilation)
    sizes = [get_conv_gradweights_shape_1axis(*axis) for axis in axes]
    places = top_shape[2:] if unshared else ()
    return filters, *places, image_shape[1], *sizes


def get_conv_gradweights_shape_1axis(image_shape, top_shape, border_mode, subsample, dilation):
    """Return the size of the filter along one axis; None if steps or "half" leave it open."""
    if None in (image_shape, top_shape, subsample, dilation):
        return None
    if subsample != 1 or border_mode == "half":
        return None
    border = border_of_axis(border_mode)
    reach = top_shape - image_shape
    if border != "full":
        reach = sum(border) - reach
    return reach // dilation + 1


def get_conv_gradinputs_shape(
    kernel_shape, top_shape, border_mode, subsample, filter_dilation=None, num_groups=1
):
    """Return the shape of the images that filters make `top_shape` of, None where it is open."""
    channels = kernel_shape[1]
    if num_groups > 1 and channels is not None:
        channels *= num_groups
    axes = _axes(kernel_shape, top_shape, border_mode, subsample, filter_dilation)
    return top_shape[0], channels, *(get_conv_gradinputs_shape_1axis(*axis) for axis in axes)


def get_conv_gradinputs_shape_1axis(kernel_shape, top_shape, border_mode, subsample, dilation):
    """Return the size of the images along one axis; None if steps leave it open."""
    if None in (kernel_shape, top_shape, subsample, dilation) or subsample != 1:
        return None
    before, after = padding(border_of_axis(border_mode), kernel_shape, dilation)
    return top_shape + (kernel_shape - 1) * dilation - before - after


def check_conv_gradinputs_shape(
    image_shape, kernel_shape, output_shape, border_mode, subsample, filter_dilation=None
):
    """Return whether the convolution of the first two shapes may have the third; None fits all."""
    expected = get_conv_output_shape(
        image_shape, kernel_shape, border_mode, subsample, filter_dilation
    )
    if len({len(image_shape), len(kernel_shape), len(output_shape)}) > 1:
        return False
    pairs = zip(output_shape, expected, strict=True)
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def assert_conv_shape(shape):
    """Return the sizes as a tuple, symbolic ones checked when the function runs.

    Raises ValueError for a negative batch or number of channels, or for another size below 1.
    """
    return tuple(_checked_size(axis, size) for axis, size in enumerate(shape))


def _checked_size(axis, size):
    least = 0 if axis < 2 else 1
    what = "The convolution would produce an invalid shape (dim[{}]: {} < {})."
    value = size.data.item() if isinstance(size, Constant) else size
    if not isinstance(value, Variable):
        if value < least:
            raise ValueError(what.format(axis, value, least))
        return size
    return Assert(what.format(axis, size, least))(size, pt.ge(size, least))


def border_mode_to_pad(mode, convdim, kshp):
    """Return the pads (before, after) of each of `convdim` axes, given the filters' sizes."""
    borders = (mode,) * convdim if isinstance(mode, str) else mode
    if not isinstance(borders, tuple) or len(borders) != convdim:
        raise ValueError(
            f'invalid border_mode {mode!r}: give "valid", "half", "full", or {convdim} integers '
            "or pairs"
        )
    return tuple(
        padding(border_of_axis(border), size, 1) for border, size in zip(borders, kshp, strict=True)
    )


def border_of_axis(border):
    """Return "half", "full" or the pads (before, after) of one axis."""
    borders = normalise_border_mode(border if isinstance(border, str) else (border, border))
    return borders if isinstance(borders, str) else borders[0]


def last_sizes(n, name, shape):
    """Return the last `n` of n + 2 sizes, as the gradients of convolutions need them."""
    if len(shape) != n + 2 or None in tuple(shape[2:]):
        raise ValueError(
            f"{name} needs {n + 2} entries, of which the last {n} are known, got {shape}"
        )
    return pt.as_tensor(shape[2:])


def hint(name, shape, n):
    """Return a shape of `n` integers or None."""
    sizes = (None,) * n if shape is None else tuple(shape)
    sizes = tuple(size.data.item() if isinstance(size, Constant) else size for size in sizes)
    if len(sizes) != n or not all(size is None or isinstance(size, Integral) for size in sizes):
        raise ValueError(f"{name} must be None or {n} integers or None, got {shape}")
    return sizes


def _axes(shape, other, border_mode, subsample, dilation):
    """Return (size, size of the other, border, step, dilation) of each axis."""
    sizes = shape[2:]
    one_for_all = isinstance(border_mode, (str, Integral))
    borders = (border_mode,) * len(sizes) if one_for_all else border_mode
    dilations = (1,) * len(sizes) if dilation is None else dilation
    return zip(sizes, other[2:], borders, subsample, dilations, strict=False)
