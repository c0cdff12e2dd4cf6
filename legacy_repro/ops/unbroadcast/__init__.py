"""unbroadcast(x, axis, ...) = x, its type no longer saying that these dimensions have length 1."""

import pytensor.tensor as pt
from pytensor.graph.basic import Apply
from pytensor.tensor.type import TensorType

from legacy_repro.ops.native import NativeOp


class Unbroadcast(NativeOp):
    """A view of a tensor whose type forgets the static length of some dimensions."""

    __props__ = ("axes",)
    view_map = {0: [0]}  # noqa: RUF012  (PyTensor reads it here)
    headers = ("unbroadcast.h",)

    def __init__(self, axes):
        self.axes = axes

    def make_node(self, x):
        x = pt.as_tensor_variable(x)
        shape = [None if axis in self.axes else n for axis, n in enumerate(x.type.shape)]
        return Apply(self, [x], [TensorType(x.dtype, shape=tuple(shape))()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0]

    def c_call(self, node, inputs, outputs):
        return f"unbroadcast({inputs[0]}, &{outputs[0]})"

    def output_shapes(self, node, shapes):
        return shapes

    def pullback(self, inputs, outputs, cotangents):
        return [pt.specify_broadcastable(cotangents[0], *self.axes)]


def unbroadcast(x, *axes):
    """Return x with the given dimensions no longer broadcastable, as in Theano.

    Raises ValueError for a dimension that x has not.
    """
    x = pt.as_tensor_variable(x)
    for axis in axes:
        if not -x.ndim <= axis < x.ndim:
            raise ValueError(f"unbroadcast: there is no dimension {axis} of {x.ndim}")
    ones = tuple(sorted(axis % x.ndim for axis in axes if x.type.shape[axis] == 1))
    return Unbroadcast(ones)(x) if ones else x
