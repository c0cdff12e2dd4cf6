"""``theano.tensor.elemwise``: the op classes of elementwise functions and reductions."""

import pytensor.tensor.elemwise as _elemwise
from pytensor.tensor.elemwise import CAReduce, Elemwise
from pytensor.tensor.math import All, Any, Prod, ProdWithoutZeros, Sum

from legacy_repro import names


class DimShuffle(_elemwise.DimShuffle):
    """The op of `dimshuffle`: ``DimShuffle(x.broadcastable, new_order)(x)``."""

    def __new__(cls, input_broadcastable, new_order, inplace=True):
        # PyTensor's own: a subclass would look for its C code beside this file.
        return _elemwise.DimShuffle(input_ndim=len(input_broadcastable), new_order=new_order)


__getattr__ = names.absent(__name__, elsewhere=_elemwise)
