"""Pooling under the names that it had before Theano 0.9."""

from legacy_repro import names
from legacy_repro.theano.tensor.signal import pool
from legacy_repro.theano.tensor.signal.pool import max_pool_2d_same_size


def max_pool_2d(input, ds=None, ignore_border=None, st=None, padding=(0, 0), mode="max", **newer):
    """Pool the last two dimensions over windows of ds = (rows, columns), `st` apart.

    `padding` needs ignore_border=True; without ignore_border it is False, with a warning. newer:
    ws, stride and pad, as `pool_2d` calls the three.
    """
    old = {"ws": ds, "stride": st, "pad": padding}
    return pool.pool_2d(input, ignore_border=ignore_border, mode=mode, **{**old, **newer})


class DownsampleFactorMax:
    """Pooling of one size: call it with images."""

    def __init__(self, ds, ignore_border=False, st=None, padding=(0, 0), mode="max"):
        self.ds = ds
        self.ignore_border = ignore_border
        self.st = ds if st is None else st
        self.padding = padding
        self.mode = mode

    def __call__(self, x):
        return pool.Pool(self.ignore_border, self.mode)(x, self.ds, self.st, self.padding)

    @staticmethod
    def out_shape(imgshape, ds, ignore_border=False, st=None, padding=(0, 0)):
        """Return the shape of images of shape `imgshape` after pooling, as a list."""
        return pool.Pool.out_shape(imgshape, ds, ignore_border, st, padding)


__getattr__ = names.absent(__name__)
