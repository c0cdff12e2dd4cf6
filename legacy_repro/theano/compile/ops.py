"""``theano.compile.ops``: operations that have no other place."""

import pytensor.compile.ops
from pytensor.compile.ops import wrap_py
from pytensor.tensor.shape import Shape, Shape_i, SpecifyShape, shape, specify_shape

from legacy_repro import names
from legacy_repro.theano.tensor.broadcasting import Rebroadcast


def as_op(itypes, otypes, infer_shape=None):
    """Make an operation of a function on arrays: a decorator.

    itypes, otypes: the types of its arguments and of what it returns, one or a list.
    infer_shape: a function of the node and the shapes of its inputs.
    """
    # PyTensor 3.0 passes the graph first, later versions do not.
    shapes = infer_shape and (lambda *arguments: infer_shape(*arguments[-2:]))
    return wrap_py(itypes, otypes, shapes)


__getattr__ = names.absent(__name__, elsewhere=pytensor.compile.ops)
