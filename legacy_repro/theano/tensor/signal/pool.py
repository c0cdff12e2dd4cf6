"""Pooling under Theano's names, over the last one, two or three dimensions.

Pooling over three is pooling over the last two, and of that over the third last: maxima, sums and
the numbers of pixels under a window all come apart like this.
"""

import warnings
from numbers import Integral

import numpy as np
import pytensor.tensor as pt
from pytensor.graph.basic import Constant, Variable

from legacy_repro import names
from legacy_repro.ops.pool2d import AveragePool2dGrad, MaxPool2dGrad, MaxPool2dGradGrad, Pool2d
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
        _warn_of_border("pool_2d")
    return Pool(ignore_border, mode, ndim=2)(input, ws, stride, pad)


def pool_3d(
    input,
    ws=None,
    ignore_border=None,
    stride=None,
    pad=(0, 0, 0),
    mode="max",
    ds=None,
    st=None,
    padding=None,
):
    """Pool the last three of three or more dimensions over windows of three sizes, as `pool_2d`."""
    ws, stride, pad = _renamed(ws, stride, pad, ds, st, padding)
    if ignore_border is None:
        _warn_of_border("pool_3d")
    return Pool(ignore_border, mode, ndim=3)(input, ws, stride, pad)


def _warn_of_border(function):
    warnings.warn(
        f"{function}: ignore_border is False by default, as in Theano; say which you want",
        stacklevel=3,
    )


def max_pool_2d_same_size(input, patch_size):
    """Keep the maxima of each patch (rows, columns) and set the rest to zero."""
    input = pt.as_tensor(input)
    op = Pool2d(patch_size, ignore_border=True)
    maxima = op(input)
    return op.sibling(MaxPool2dGrad)(input, maxima, maxima)


class _Pooling:
    """The settings of pooling and of its gradients."""

    modes = ("max", "sum", "average_inc_pad", "average_exc_pad")

    def __init__(self, ignore_border=False, mode="max", ndim=2, openmp=None):
        if mode not in self.modes:
            raise ValueError(f"pooling has the modes {', '.join(self.modes)}, got {mode!r}")
        self.ignore_border = bool(ignore_border)
        self.mode = mode
        self.ndim = ndim

    def _op(self, cls, ws, stride, pad):
        """Return the op of class `cls` for two dimensions."""
        if self.ndim != 2:
            raise NotImplementedError(
                f"{type(self).__name__} works on 2 dimensions, got ndim={self.ndim}: "
                "take the gradient of Pool"
            )
        return cls(*self._layout(ws, stride, pad), self.mode)

    def _layout(self, ws, stride, pad):
        ws = _integers("ws", ws, self.ndim)
        stride = ws if stride is None else _integers("stride", stride, self.ndim)
        pad = (0,) * self.ndim if pad is None else _integers("pad", pad, self.ndim)
        return ws, self.ignore_border, stride, pad


class Pool(_Pooling):
    """Pooling over one, two or three dimensions: call it with a tensor, ws, stride and pad."""

    def __init__(self, ignore_border=False, mode="max", ndim=2, openmp=None):
        super().__init__(ignore_border, mode, ndim, openmp)
        if ndim not in (1, 2, 3):
            raise NotImplementedError(f"Pool works on 1, 2 or 3 dimensions, got ndim={ndim}")

    def __call__(self, x, ws, stride=None, pad=None):
        x = pt.as_tensor(x)
        ws, _, stride, pad = self._layout(ws, stride, pad)
        if x.ndim < self.ndim:
            raise NotImplementedError(f"pooling needs {self.ndim} or more dimensions, got {x.type}")
        if self.ndim == 1:
            return self._along_rows(x[..., None], ws[0], stride[0], pad[0])[..., 0]
        pooled = Pool2d(ws[-2:], self.ignore_border, stride[-2:], pad[-2:], self.mode)(x)
        if self.ndim == 2:
            return pooled
        flat = pooled.reshape((*pooled.shape[:-2], -1), ndim=x.ndim - 1)
        flat = self._along_rows(flat, ws[0], stride[0], pad[0])
        return flat.reshape((*flat.shape[:-1], *pooled.shape[-2:]), ndim=x.ndim)

    def _along_rows(self, x, ws, stride, pad):
        return Pool2d((ws, 1), self.ignore_border, (stride, 1), (pad, 0), self.mode)(x)

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


class MaxPoolGrad(_Pooling):
    """The gradient of max-pooling: call it with images, their maxima, and the maxima's gradient."""

    modes = ("max",)

    def __init__(self, ignore_border, ndim=2, openmp=None):
        super().__init__(ignore_border, "max", ndim)

    def __call__(self, x, maxout, gz, ws, stride=None, pad=None):
        return self._op(MaxPool2dGrad, ws, stride, pad)(x, maxout, gz)


class AveragePoolGrad(_Pooling):
    """The gradient of sums or averages: call it with images, and the gradient of these."""

    modes = ("sum", "average_inc_pad", "average_exc_pad")

    def __init__(self, ignore_border, mode="average_inc_pad", ndim=2):
        super().__init__(ignore_border, mode, ndim)

    def __call__(self, x, gz, ws, stride=None, pad=None, dummy=None):
        return self._op(AveragePool2dGrad, ws, stride, pad)(gz, pt.as_tensor(x).shape[-2:])


class DownsampleFactorMaxGradGrad(_Pooling):
    """The sums of `gz`, shaped like the images, over the maxima of each window."""

    modes = ("max",)

    def __call__(self, x, maxout, gz, ws, stride=None, pad=None):
        return self._op(MaxPool2dGradGrad, ws, stride, pad)(x, maxout, gz)


def _integers(name, sizes, n):
    """Return `n` sizes as integers, which the ops of pooling need when the graph is built."""
    if isinstance(sizes, Constant):
        sizes = np.ravel(sizes.data).tolist()
    if n == 1 and isinstance(sizes, Integral):
        sizes = [sizes]
    if not isinstance(sizes, Variable):
        sizes = [size.data.item() if isinstance(size, Constant) else size for size in sizes]
    if isinstance(sizes, Variable) or any(isinstance(size, Variable) for size in sizes):
        raise NotImplementedError(
            f"pooling needs {name} as integers, got the symbolic {sizes}: the maximum over whole "
            "images is x.max(axis=(2, 3))"
        )
    if len(sizes) != n or not all(isinstance(size, Integral) for size in sizes):
        raise ValueError(f"pooling over {n} dimensions needs {n} integers as {name}, got {sizes}")
    return tuple(map(int, sizes))


def _renamed(ws, stride, pad, ds, st, padding):
    """Return ws, stride and pad, of which ds, st and padding are the old names."""
    if ds is not None and ws is not None:
        raise ValueError("pooling takes ws or ds, which is its old name: not both")
    if st is not None and stride is not None:
        raise ValueError("pooling takes stride or st, which is its old name: not both")
    if padding is not None and pad not in (None, (0, 0), (0, 0, 0)):
        raise ValueError("pooling takes pad or padding, which is its old name: not both")
    if ds is None and ws is None:
        raise ValueError("pooling needs ws, the sizes of the windows")
    return (
        ds if ws is None else ws,
        st if stride is None else stride,
        pad if padding is None else padding,
    )


__getattr__ = names.absent(__name__)
