"""``theano.compile.ops``: operations that have no other place."""

import pytensor.compile.ops
from pytensor.compile.ops import wrap_py
from pytensor.tensor.shape import Shape, Shape_i, SpecifyShape, shape, specify_shape

from legacy_repro import names
from legacy_repro.theano.gof.calls import without_graph
from legacy_repro.theano.tensor.broadcasting import Rebroadcast


def as_op(itypes, otypes, infer_shape=None):
    """Make an operation of a function on arrays: a decorator.

    itypes, otypes: the types of its arguments and of what it returns, one or a list.
    infer_shape: a function of the node and the shapes of its inputs.
    """
    return wrap_py(itypes, otypes, infer_shape and without_graph(infer_shape))


__getattr__ = names.absent(__name__, elsewhere=pytensor.compile.ops)
