"""picked_log_softmax(x, n, labels) = log(p)[arange(n), labels] and p = softmax(x), row by row.

Only the C backend has it, by a rewrite: so a cross-entropy and its gradient take one pass each.
"""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import grad_not_implemented
from pytensor.graph.basic import Apply
from pytensor.tensor.type import integer_dtypes

from legacy_repro.ops.native import NativeOp


class _Picking(NativeOp):
    __props__ = ()
    headers = ("picked_log_softmax.h",)

    def c_call(self, node, inputs, outputs):
        real, label = (node.inputs[k].type.dtype_specs()[1] for k in (0, 2))
        pointers = ", ".join(f"&{output}" for output in outputs)
        return f"{self.c_function}<{real}, {label}>({', '.join(inputs)}, {pointers})"

    def pullback(self, inputs, outputs, cotangents):
        return [grad_not_implemented(self, k, x) for k, x in enumerate(inputs)]


class PickedLogSoftmax(_Picking):
    """Inputs: a float matrix x, the int64 scalar n, an integer vector of labels, n or one."""

    c_function = "picked_log_softmax::forward"

    def make_node(self, x, n, labels):
        x, n, labels = _checked(x, n, labels)
        return Apply(self, [x, n, labels], [pt.vector(dtype=x.dtype), x.type()])

    def perform(self, node, inputs, outputs):
        x, n, labels = inputs
        shifted = x - x.max(axis=1, keepdims=True)
        powers = np.exp(shifted)
        total = powers.sum(axis=1, keepdims=True, dtype="float64").astype(x.dtype)
        outputs[0][0] = (shifted - np.log(total))[np.arange(n), labels]
        outputs[1][0] = powers / total

    def output_shapes(self, node, shapes):
        return [(_number(node.inputs[1], shapes[2][0]),), shapes[0]]


class PickedLogSoftmaxGrad(_Picking):
    """The gradient with respect to x, from p, n, the labels, and that of what was picked."""

    c_function = "picked_log_softmax::gradient"

    def make_node(self, p, n, labels, top):
        p, n, labels = _checked(p, n, labels)
        return Apply(self, [p, n, labels, pt.cast(top, p.dtype)], [p.type()])

    def perform(self, node, inputs, outputs):
        p, n, labels, top = inputs
        picks = np.zeros_like(p)
        np.add.at(picks, (np.arange(n), labels), top)
        outputs[0][0] = picks - picks.sum(axis=1, keepdims=True) * p

    def output_shapes(self, node, shapes):
        return [shapes[0]]


def _checked(x, n, labels):
    x, n, labels = (pt.as_tensor_variable(each) for each in (x, n, labels))
    if x.ndim != 2 or x.dtype not in ("float32", "float64"):
        raise TypeError(f"x must be a matrix of float32 or float64, not {x.type}")
    if labels.ndim != 1 or labels.dtype not in integer_dtypes:
        raise TypeError(f"labels must be a vector of integers, not {labels.type}")
    return x, pt.cast(n, "int64"), labels


def _number(n, labels):
    """Return how many n rows and as many labels, or one of either, are together."""
    return pt.switch(pt.eq(n, 1), labels, n)
