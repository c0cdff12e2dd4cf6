"""mrg_uniform(states, size) = the states after the draw, and a sample: number i by stream i mod n.

The n streams of MRG31k3p are the rows of a matrix (n, 6); `streams` has the recurrence.
"""

import math

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import grad_undefined
from pytensor.graph.basic import Apply
from pytensor.tensor.basic import infer_static_shape
from pytensor.tensor.type import TensorType

from legacy_repro.ops.mrg31k3p import streams
from legacy_repro.ops.native import NativeOp


class FromStreams(NativeOp):
    """Draw uniform numbers in (0, 1), float32 or float64, from the streams of a state matrix.

    inplace: the states after the draw may take the place of those before it.
    """

    __props__ = ("dtype", "inplace")
    headers = ("../parallel.h", "mrg31k3p.h")

    def __init__(self, dtype, inplace=False):
        if dtype not in streams.SCALES:
            raise TypeError(
                f"uniform numbers are drawn as float32 or float64, not {dtype}: cast the sample"
            )
        self.dtype, self.inplace = dtype, inplace
        if inplace:
            self.destroy_map = {0: [0]}

    def pullback(self, inputs, outputs, cotangents):
        return [grad_undefined(self, position, x) for position, x in enumerate(inputs)]


class OfSize(FromStreams):
    """A draw of as many numbers as its second input says, an integer vector of known length."""

    def uniform(self, node, states, size):
        """Return the states after the draw, and uniform numbers, enough for that size."""
        streams.check_size(size, node.outputs[1].ndim)
        return streams.uniform(states, math.prod(size), self.dtype)

    def output_shapes(self, node, shapes):
        size = node.inputs[1]
        return [shapes[0], tuple(size[axis] for axis in range(node.outputs[1].ndim))]


class MRGUniform(OfSize):
    """Draw a sample of a given size.

    Inputs: the states, int32 (n, 6), and the size, an integer vector of known length. Outputs: the
    states after the draw, and the sample.
    """

    _output_type_depends_on_input_value = True
    static_inputs = (1,)

    def make_node(self, states, size):
        states = _as_states(states)
        size, static = _as_size(size)
        return Apply(self, [states, size], [states.type(), TensorType(self.dtype, static)()])

    def perform(self, node, inputs, outputs):
        states, size = inputs
        outputs[0][0], numbers = self.uniform(node, states, size)
        outputs[1][0] = numbers.reshape(size)

    def c_call(self, node, inputs, outputs):
        real, number = node.outputs[1].type.dtype_specs()[1:]
        return (
            f"mrg31k3p::uniform<{real}>({', '.join(inputs)}, {node.outputs[1].ndim}, {number}, "
            f"{self.inplace:d}, &{outputs[0]}, &{outputs[1]})"
        )


class MRGUniformWhere(FromStreams):
    """Draw as many numbers as a mask has true elements, and put them there, in order.

    Inputs: the states, int32 (n, 6), and the mask, booleans of any shape. Outputs: the states after
    the draw, and the sample in the shape of the mask, 0 where that is false.
    """

    def make_node(self, states, mask):
        states, mask = _as_states(states), pt.as_tensor_variable(mask)
        if mask.dtype != "bool":
            raise TypeError(f"the mask must be of booleans, not {mask.type}")
        sample = TensorType(self.dtype, mask.type.shape)
        return Apply(self, [states, mask], [states.type(), sample()])

    def perform(self, node, inputs, outputs):
        states, mask = inputs
        sample = np.zeros(mask.shape, self.dtype)
        outputs[0][0], sample[mask] = streams.uniform(states, np.count_nonzero(mask), self.dtype)
        outputs[1][0] = sample

    def c_call(self, node, inputs, outputs):
        real, number = node.outputs[1].type.dtype_specs()[1:]
        return (
            f"mrg31k3p::uniform_where<{real}>({', '.join(inputs)}, {number}, "
            f"{self.inplace:d}, &{outputs[0]}, &{outputs[1]})"
        )

    def output_shapes(self, node, shapes):
        return shapes


class MRGBelow(OfSize):
    """Draw a mask of a given size: true with probability p, where a uniform number is below p.

    Inputs: the states, int32 (n, 6), the size, an integer vector of known length, and the scalar p.
    Outputs: the states after the draw, and the mask.
    """

    def make_node(self, states, size, p):
        states, p = _as_states(states), pt.as_tensor_variable(p)
        if p.ndim != 0 or p.dtype.startswith("complex"):
            raise TypeError(f"p must be a real scalar, not {p.type}")
        p = p if p.dtype == "float64" else pt.cast(p, "float64")
        size, static = _as_size(size)
        return Apply(self, [states, size, p], [states.type(), TensorType("bool", static)()])

    def perform(self, node, inputs, outputs):
        states, size, p = inputs
        outputs[0][0], numbers = self.uniform(node, states, size)
        outputs[1][0] = (numbers < p).reshape(size)

    def c_call(self, node, inputs, outputs):
        real = "npy_" + self.dtype
        return (
            f"mrg31k3p::uniform_below<{real}>({', '.join(inputs)}, {node.outputs[1].ndim}, "
            f"{self.inplace:d}, &{outputs[0]}, &{outputs[1]})"
        )


def _as_states(states):
    states = pt.as_tensor_variable(states)
    if states.dtype != "int32" or states.ndim != 2:
        raise TypeError(f"the stream states must be an int32 matrix, not {states.type}")
    return states


def _as_size(size):
    """Return the size as an int64 vector, and as the static shape of a sample."""
    _, static = infer_static_shape(size)
    return pt.cast(pt.as_tensor_variable(size, ndim=1), "int64"), static
