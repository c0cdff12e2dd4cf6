"""Pooling: one number for each window, or for each channel."""

from layers.base import Layer
from legacy_repro.lasagne.utils import as_tuple
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor.signal.pool import pool_2d, pool_3d


def pool_output_length(input_length, pool_size, stride, pad, ignore_border):
    """Return the number of windows along one axis, None if the input's length is unknown.

    With `ignore_border` only whole windows count; without it a cut one at the end does too.

    >>> pool_output_length(5, 2, stride=2, pad=0, ignore_border=True)
    2
    >>> pool_output_length(5, 2, stride=2, pad=0, ignore_border=False)
    3
    """
    if input_length is None or pool_size is None:
        return None
    if ignore_border:
        return (input_length + 2 * pad - pool_size) // stride + 1
    if pad:
        raise ValueError(f"pad={pad} needs ignore_border=True: cut windows cannot be padded.")
    if stride >= pool_size:
        return (input_length + stride - 1) // stride
    return max(0, (input_length - pool_size + stride - 1) // stride) + 1


class _PoolLayer(Layer):
    """The part of a pooling layer that does not depend on the number of dimensions, `n`."""

    n = None
    pool = None

    def __init__(
        self, incoming, pool_size, stride=None, pad=0, ignore_border=True, mode="max", **kwargs
    ):
        super().__init__(incoming, **kwargs)
        if len(self.input_shape) != self.n + 2:
            sizes = ", ".join(("depth", "rows", "columns")[-self.n :])
            raise ValueError(
                f"{type(self).__name__} needs an input of shape (batch, channels, {sizes}), "
                f"got {self.input_shape}."
            )
        self.pool_size = as_tuple(pool_size, self.n)
        self.stride = self.pool_size if stride is None else as_tuple(stride, self.n)
        self.pad = as_tuple(pad, self.n)
        self.ignore_border = ignore_border
        self.mode = mode

    def get_output_shape_for(self, input_shape):
        lengths = (
            pool_output_length(*axis, ignore_border=self.ignore_border)
            for axis in zip(input_shape[2:], self.pool_size, self.stride, self.pad, strict=True)
        )
        return input_shape[:2] + tuple(lengths)

    def get_output_for(self, input, **kwargs):
        return type(self).pool(
            input,
            ws=self.pool_size,
            stride=self.stride,
            pad=self.pad,
            ignore_border=self.ignore_border,
            mode=self.mode,
        )


class Pool2DLayer(_PoolLayer):
    """Pooling over windows of the last two of four dimensions.

    Parameters
    ----------
    incoming : Layer or tuple
        Shape (batch, channels, rows, columns).
    pool_size : int or pair of int
    stride : int or pair of int, optional
        `pool_size` if not given: windows side by side.
    pad : int or pair of int
        Added on both sides; less than `pool_size`.
    ignore_border : bool
        Leave out a window that reaches over the end.
    mode : "max", "sum", "average_inc_pad" or "average_exc_pad"

    Examples
    --------
    >>> from layers import InputLayer, Pool2DLayer
    >>> Pool2DLayer(InputLayer((None, 3, 8, 8)), 2, mode="sum")
    <Pool2DLayer: (None, 3, 8, 8) -> (None, 3, 4, 4), pool_size=(2, 2), stride=(2, 2), mode='sum'>
    """

    n = 2
    pool = staticmethod(pool_2d)


class MaxPool2DLayer(Pool2DLayer):
    """The maximum over windows: `Pool2DLayer` with ``mode="max"``.

    Examples
    --------
    >>> from layers import InputLayer, MaxPool2DLayer
    >>> MaxPool2DLayer(InputLayer((None, 32, 24, 24)), pool_size=(2, 2))
    <MaxPool2DLayer: (None, 32, 24, 24) -> (None, 32, 12, 12), pool_size=(2, 2), stride=(2, 2)>
    """

    def __init__(self, incoming, pool_size, stride=None, pad=(0, 0), ignore_border=True, **kwargs):
        super().__init__(incoming, pool_size, stride, pad, ignore_border, mode="max", **kwargs)


class Pool3DLayer(_PoolLayer):
    """Pooling over windows of the last three of five dimensions.

    The parameters are those of `Pool2DLayer`, for an input of shape (batch, channels, depth, rows,
    columns) and with three int in place of two.

    Examples
    --------
    >>> from layers import InputLayer, Pool3DLayer
    >>> Pool3DLayer(InputLayer((None, 3, 4, 8, 8)), 2).output_shape
    (None, 3, 2, 4, 4)
    """

    n = 3
    pool = staticmethod(pool_3d)


class MaxPool3DLayer(Pool3DLayer):
    """The maximum over windows: `Pool3DLayer` with ``mode="max"``.

    Examples
    --------
    >>> from layers import InputLayer, MaxPool3DLayer
    >>> MaxPool3DLayer(InputLayer((None, 3, 4, 8, 8)), pool_size=(1, 2, 2)).output_shape
    (None, 3, 4, 4, 4)
    """

    def __init__(
        self, incoming, pool_size, stride=None, pad=(0, 0, 0), ignore_border=True, **kwargs
    ):
        super().__init__(incoming, pool_size, stride, pad, ignore_border, mode="max", **kwargs)


class GlobalPoolLayer(Layer):
    """Pooling over all dimensions but the first two: one number for each channel.

    Parameters
    ----------
    incoming : Layer or tuple
        Shape (batch, channels, ...), at least three dimensions.
    pool_function : callable
        Called with the input as (batch, channels, positions) and ``axis=2``.

    References
    ----------
    M. Lin, Q. Chen, S. Yan: Network in network (2013), arXiv:1312.4400.

    Examples
    --------
    >>> from layers import GlobalPoolLayer, InputLayer
    >>> GlobalPoolLayer(InputLayer((None, 10, 6, 6)))
    <GlobalPoolLayer: (None, 10, 6, 6) -> (None, 10)>
    """

    def __init__(self, incoming, pool_function=T.mean, **kwargs):
        super().__init__(incoming, **kwargs)
        self.pool_function = pool_function

    def get_output_shape_for(self, input_shape):
        return input_shape[:2]

    def get_output_for(self, input, **kwargs):
        return self.pool_function(input.flatten(3), axis=2)
