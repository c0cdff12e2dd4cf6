"""The convolution of Theano before 0.7, `theano.tensor.nnet.conv`."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import abstract_conv
from legacy_repro.theano.tensor.nnet.conv_shapes import (
    get_conv_output_shape,
    get_conv_shape_1axis,
)

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


class ConvOp:
    """The op of the old convolution: call it with images and filters; most settings are hints.

    dx, dy: steps between rows and between columns; output_mode: "valid" or "full".
    """

    def __init__(
        self,
        imshp=None,
        kshp=None,
        nkern=None,
        bsize=None,
        dx=1,
        dy=1,
        output_mode="valid",
        **hints,
    ):
        if output_mode not in ("valid", "full"):
            raise ValueError(f'ConvOp has output_mode "valid" and "full", got {output_mode!r}')
        self.out_mode = output_mode
        self.dx, self.dy = dx or 1, dy or 1

    def __call__(self, inputs, kerns):
        return conv2d(inputs, kerns, None, None, self.out_mode, (self.dx, self.dy))

    @staticmethod
    def getOutputShape(inshp, kshp, stride=(1, 1), mode="valid"):
        """Return (rows, columns) of the convolution of images and filters of these two sizes."""
        shapes = (None, None, *inshp), (None, None, *kshp)
        return get_conv_output_shape(*shapes, mode, stride)[2:]


__getattr__ = names.absent(__name__)
