"""class_labels(y, n) = y, after every label in it was found to be one of 0, 1, ..., n - 1."""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import disconnected_type
from pytensor.graph.basic import Apply

from legacy_repro.ops.native import NativeOp


class ClassLabels(NativeOp):
    """A view of a vector of class labels, checked against the number of classes."""

    __props__ = ()
    view_map = {0: [0]}  # noqa: RUF012  (PyTensor reads it here)
    headers = ("class_labels.h",)

    def make_node(self, labels, n_classes):
        labels, n_classes = pt.as_tensor_variable(labels), pt.as_tensor_variable(n_classes)
        return Apply(self, [labels, pt.cast(n_classes, "int64")], [labels.type()])

    def perform(self, node, inputs, outputs):
        labels, n_classes = inputs
        wrong = np.flatnonzero((labels < 0) | (labels >= n_classes))
        if wrong.size:
            raise IndexError(
                f"label {labels[wrong[0]]} at position {wrong[0]} is out of range: "
                f"the network has {n_classes} classes, 0 to {n_classes - 1}"
            )
        outputs[0][0] = labels

    def c_call(self, node, inputs, outputs):
        (labels, n_classes), dtype = inputs, node.inputs[0].type.dtype_specs()[1]
        return f"class_labels<{dtype}>({labels}, {n_classes}, &{outputs[0]})"

    def output_shapes(self, node, shapes):
        return [shapes[0]]

    def connection_pattern(self, node):
        return [[False], [False]]

    def pullback(self, inputs, outputs, cotangents):
        return [disconnected_type(), disconnected_type()]


def class_labels(labels, n_classes):
    """Return the labels, an integer vector; when it runs a wrong one raises IndexError."""
    return ClassLabels()(labels, n_classes)
