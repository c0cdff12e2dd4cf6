"""mrg_uniform(states, size) = the states after the draw, and a sample: number i by stream i mod n.

The n streams of MRG31k3p are the rows of a matrix (n, 6); `streams` has the recurrence.
"""

import math

import pytensor.tensor as pt
from pytensor.gradient import grad_undefined
from pytensor.graph.basic import Apply
from pytensor.tensor.basic import infer_static_shape
from pytensor.tensor.type import TensorType

from legacy_repro.ops.mrg31k3p import streams
from legacy_repro.ops.native import NativeOp


class MRGUniform(NativeOp):
    """Draw uniform numbers in (0, 1) from the streams of a state matrix.

    Inputs: the states, int32 (n, 6), and the size, an integer vector of known length. Outputs: the
    states after the draw, and the sample, float32 or float64.
    """

    __props__ = ("dtype",)
    _output_type_depends_on_input_value = True
    headers = ("mrg31k3p.h",)

    def __init__(self, dtype):
        if dtype not in streams.SCALES:
            raise TypeError(
                f"uniform numbers are drawn as float32 or float64, not {dtype}: cast the sample"
            )
        self.dtype = dtype

    def make_node(self, states, size):
        states = pt.as_tensor_variable(states)
        if states.dtype != "int32" or states.ndim != 2:
            raise TypeError(f"the stream states must be an int32 matrix, not {states.type}")
        _, static = infer_static_shape(size)
        size = pt.cast(pt.as_tensor_variable(size, ndim=1), "int64")
        return Apply(self, [states, size], [states.type(), TensorType(self.dtype, static)()])

    def perform(self, node, inputs, outputs):
        states, size = inputs
        if states.shape[1] != 6 or not len(states):
            raise ValueError(
                f"the stream states must be a matrix (n, 6) with n > 0, not {states.shape}"
            )
        if len(size) != node.outputs[1].ndim:
            raise ValueError(f"size must have {node.outputs[1].ndim} elements, not {len(size)}")
        if any(length < 0 for length in size):
            raise ValueError(f"size must not be negative: {tuple(size)}")
        outputs[0][0], integers = streams.draw(states, math.prod(size))
        sample = integers.astype(self.dtype) * streams.SCALES[self.dtype]
        outputs[1][0] = sample.reshape(size)

    def c_call(self, node, inputs, outputs):
        real, number = node.outputs[1].type.dtype_specs()[1:]
        return (
            f"mrg31k3p::uniform<{real}>({', '.join(inputs)}, {node.outputs[1].ndim}, {number}, "
            f"&{outputs[0]}, &{outputs[1]})"
        )

    def output_shapes(self, node, shapes):
        size = node.inputs[1]
        return [shapes[0], tuple(size[axis] for axis in range(node.outputs[1].ndim))]

    def pullback(self, inputs, outputs, cotangents):
        return [grad_undefined(self, position, x) for position, x in enumerate(inputs)]
