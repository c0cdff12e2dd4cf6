"""Symbolic inputs by Theano's signatures, where the dtype may be the second argument."""

import pytensor.tensor as pt

from legacy_repro.theano.tensor.type import TensorType, shape_of


def tensor(dtype=None, broadcastable=None, name=None, **kwargs):
    """Return a variable of a dtype and a pattern of dimensions of length 1, as in Theano."""
    if broadcastable is None:
        return pt.tensor(name, dtype=dtype, **kwargs)
    return TensorType(dtype, shape_of(broadcastable))(name)


def _by_name(constructor):
    def make(name=None, dtype=None):
        return constructor(name, dtype=dtype)

    make.__name__ = constructor.__name__
    make.__doc__ = f"Return a symbolic {constructor.__name__}; its dtype is floatX unless given."
    return make


scalar = _by_name(pt.scalar)
vector = _by_name(pt.vector)
matrix = _by_name(pt.matrix)
row = _by_name(pt.row)
col = _by_name(pt.col)
tensor3 = _by_name(pt.tensor3)
tensor4 = _by_name(pt.tensor4)
tensor5 = _by_name(pt.tensor5)
tensor6 = _by_name(pt.tensor6)
tensor7 = _by_name(pt.tensor7)
