"""2-D pooling under Theano's names."""

import warnings

import pytensor.tensor as pt

from legacy_repro.ops.pool2d import MaxPool2dGrad, Pool2d
from legacy_repro.ops.pool2d.geometry import output_size


def pool_2d(
    input,
    ws=None,
    ignore_border=None,
    stride=None,
    pad=(0, 0),
    mode="max",
    ds=None,
    st=None,
    padding=None,
):
    """Pool the last two of two or more dimensions over windows of ws = (rows, columns).

    mode is "max", "sum", "average_inc_pad" or "average_exc_pad". ignore_border=True leaves out
    windows that hang over the edge; the default is False, with a warning. pad needs
    ignore_border=True. ds, st and padding are the old names of ws, stride and pad.
    """
    ws, stride, pad = _renamed(ws, stride, pad, ds, st, padding)
    if ignore_border is None:
        warnings.warn(
            "pool_2d: ignore_border is False by default, as in Theano; say which you want",
            stacklevel=2,
        )
    input = pt.as_tensor(input)
    if input.ndim < 2:
        raise NotImplementedError(f"pool_2d takes 2 or more dimensions, got {input.type}")
    return Pool2d(ws, bool(ignore_border), stride, pad, mode)(input)


def max_pool_2d_same_size(input, patch_size):
    """Keep the maxima of each patch (rows, columns) and set the rest to zero."""
    input = pt.as_tensor(input)
    op = Pool2d(patch_size, ignore_border=True)
    maxima = op(input)
    return op.sibling(MaxPool2dGrad)(input, maxima, maxima)


class Pool:
    """Pooling with Theano's conventions: call it with images, ws, stride and pad."""

    def __init__(self, ignore_border=False, mode="max", ndim=2, openmp=None):
        if ndim != 2:
            raise NotImplementedError(f"Pool works on 2 dimensions, got ndim={ndim}")
        self.ignore_border = ignore_border
        self.mode = mode
        self.ndim = ndim

    def __call__(self, x, ws, stride=None, pad=None):
        return Pool2d(ws, self.ignore_border, stride, pad or (0, 0), self.mode)(x)

    @staticmethod
    def out_shape(
        imgshape,
        ws=None,
        ignore_border=False,
        stride=None,
        pad=None,
        ndim=2,
        ds=None,
        st=None,
        padding=None,
    ):
        """Return the shape of images of shape `imgshape` after pooling, as a list.

        The last `ndim` sizes are pooled; they may be symbolic.
        """
        ws, stride, pad = _renamed(ws, stride, pad, ds, st, padding)
        if len(imgshape) < ndim:
            raise TypeError(f"imgshape needs at least {ndim} sizes, got {imgshape}")
        stride = ws if stride is None else stride
        pad = (0,) * ndim if pad is None else pad
        axes = zip(imgshape[-ndim:], ws, stride, pad, strict=True)
        return [*imgshape[:-ndim], *(output_size(*axis, ignore_border) for axis in axes)]


def _renamed(ws, stride, pad, ds, st, padding):
    """Return ws, stride and pad, of which ds, st and padding are the old names."""
    if ds is not None and ws is not None:
        raise ValueError("pooling takes ws or ds, which is its old name: not both")
    if st is not None and stride is not None:
        raise ValueError("pooling takes stride or st, which is its old name: not both")
    if padding is not None and pad not in (None, (0, 0)):
        raise ValueError("pooling takes pad or padding, which is its old name: not both")
    if ds is None and ws is None:
        raise ValueError("pooling needs ws, the size (rows, columns) of the windows")
    return (
        ds if ws is None else ws,
        st if stride is None else stride,
        pad if padding is None else padding,
    )
