"""``theano.tensor.type``: the types of tensors, by their pattern of dimensions of length 1."""

import functools

import pytensor.tensor.type as _type
from pytensor.tensor.type import (
    TensorType,
    values_eq_approx,
    values_eq_approx_always_true,
    values_eq_approx_remove_inf,
    values_eq_approx_remove_inf_nan,
    values_eq_approx_remove_nan,
)

from legacy_repro import names as _names


def shape_of(broadcastable):
    """Return the shape that a pattern of dimensions of length 1 stands for."""
    return tuple(1 if length_is_1 else None for length_is_1 in broadcastable)


def _by_pattern(init):
    """Return TensorType's constructor with Theano's arguments, which PyTensor warns about."""

    @functools.wraps(init)
    def __init__(self, dtype, shape=None, name=None, broadcastable=None, sparse_grad=False):
        # sparse_grad never was more than a hint.
        init(self, dtype, shape_of(broadcastable) if broadcastable is not None else shape, name)

    del __init__.__wrapped__  # inspect.signature shows these arguments
    return __init__


TensorType.__init__ = _by_pattern(TensorType.__init__)

__getattr__ = _names.absent(__name__, elsewhere=_type)
