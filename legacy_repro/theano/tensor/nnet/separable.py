"""Convolutions in two steps (each channel alone, then across channels), and causal ones in time."""

from legacy_repro.theano.tensor.nnet import abstract_conv, volumes
from legacy_repro.theano.tensor.nnet.windows import padded


def separable_conv2d(
    input,
    depthwise_filters,
    pointwise_filters,
    num_channels,
    input_shape=None,
    depthwise_filter_shape=None,
    pointwise_filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    filter_flip=True,
    filter_dilation=(1, 1),
):
    """Convolve every channel with filters of its own, then all channels with 1 x 1 filters.

    depthwise_filters: (num_channels * multiplier, 1, rows, columns); pointwise_filters: (filters,
    num_channels * multiplier, 1, 1). border_mode, subsample and filter_dilation are those of the
    first step.
    """
    depthwise = abstract_conv.conv2d(
        input,
        depthwise_filters,
        border_mode=border_mode,
        subsample=subsample,
        filter_flip=filter_flip,
        filter_dilation=filter_dilation,
        num_groups=num_channels,
    )
    return abstract_conv.conv2d(depthwise, pointwise_filters, filter_flip=filter_flip)


def separable_conv3d(
    input,
    depthwise_filters,
    pointwise_filters,
    num_channels,
    input_shape=None,
    depthwise_filter_shape=None,
    pointwise_filter_shape=None,
    border_mode="valid",
    subsample=(1, 1, 1),
    filter_flip=True,
    filter_dilation=(1, 1, 1),
):
    """Convolve as `separable_conv2d` does, with one dimension more, the depth, before the rows."""
    depthwise = volumes.conv3d(
        input,
        depthwise_filters,
        border_mode=border_mode,
        subsample=subsample,
        filter_flip=filter_flip,
        filter_dilation=filter_dilation,
        num_groups=num_channels,
    )
    return volumes.conv3d(depthwise, pointwise_filters, filter_flip=filter_flip)


def causal_conv1d(
    input,
    filters,
    filter_shape,
    input_shape=None,
    subsample=1,
    filter_flip=True,
    filter_dilation=1,
    num_groups=1,
    unshared=False,
):
    """Convolve sequences (batch, channels, length), each output seeing no later input than itself.

    filters: (filters, channels, length), whose last size filter_shape[2] has to be known.
    """
    if unshared:
        raise NotImplementedError("causal_conv1d(unshared=True) does not exist here")
    past = filter_dilation * (filter_shape[2] - 1)
    output = abstract_conv.conv2d(
        padded(input, 2, past, 0).dimshuffle(0, 1, 2, "x"),
        filters.dimshuffle(0, 1, 2, "x"),
        subsample=(subsample, 1),
        filter_flip=filter_flip,
        filter_dilation=(filter_dilation, 1),
        num_groups=num_groups,
    )
    return output[:, :, :, 0]
