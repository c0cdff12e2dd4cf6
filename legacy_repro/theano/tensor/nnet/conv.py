"""The convolution of Theano before 0.7, `theano.tensor.nnet.conv`."""

from legacy_repro.theano.tensor.nnet import abstract_conv

SPEED_OPTIONS = (
    "unroll_batch",
    "unroll_kern",
    "unroll_patch",
    "openmp",
    "version",
    "verbose",
    "direction_hint",
)


def conv2d(
    input,
    filters,
    image_shape=None,
    filter_shape=None,
    border_mode="valid",
    subsample=(1, 1),
    **kargs,
):
    """Convolve as `theano.tensor.nnet.conv2d` does; border_mode is "valid" or "full".

    The options that chose among Theano's loops (unroll_batch, version, ...) mean nothing any more.
    """
    if border_mode not in ("valid", "full"):
        raise ValueError(
            f'the old conv2d has border_mode "valid" and "full", got {border_mode!r}: '
            "use theano.tensor.nnet.conv2d"
        )
    unknown = sorted(set(kargs) - set(SPEED_OPTIONS))
    if unknown:
        raise TypeError(f"the old conv2d does not know {', '.join(unknown)}")
    return abstract_conv.conv2d(input, filters, image_shape, filter_shape, border_mode, subsample)
