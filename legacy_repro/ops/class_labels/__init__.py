"""class_labels(y, rows, n) = y, after it was found to hold `rows` labels of 0, 1, ..., n - 1."""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import disconnected_type
from pytensor.graph.basic import Apply

from legacy_repro.ops.native import NativeOp


class ClassLabels(NativeOp):
    """A view of a vector of class labels, checked against the shape of what predicts them."""

    __props__ = ()
    view_map = {0: [0]}  # noqa: RUF012  (PyTensor reads it here)
    headers = ("class_labels.h",)

    def make_node(self, labels, rows, n_classes):
        labels = pt.as_tensor_variable(labels)
        if labels.ndim != 1 or labels.dtype not in pt.type.integer_dtypes:
            raise TypeError(f"labels must be a vector of integers, not {labels.type}")
        sizes = [pt.cast(pt.as_tensor_variable(size), "int64") for size in (rows, n_classes)]
        return Apply(self, [labels, *sizes], [labels.type()])

    def perform(self, node, inputs, outputs):
        labels, rows, n_classes = inputs
        if len(labels) != rows:
            raise ValueError(f"{len(labels)} labels for {rows} rows of predictions")
        wrong = np.flatnonzero((labels < 0) | (labels >= n_classes))
        if wrong.size:
            raise IndexError(
                f"label {labels[wrong[0]]} at position {wrong[0]} is out of range: "
                f"the network has {n_classes} classes, 0 to {n_classes - 1}"
            )
        outputs[0][0] = labels

    def c_call(self, node, inputs, outputs):
        dtype = node.inputs[0].type.dtype_specs()[1]
        return f"class_labels<{dtype}>({', '.join(inputs)}, &{outputs[0]})"

    def output_shapes(self, node, shapes):
        return [shapes[0]]

    def connection_pattern(self, node):
        return [[False], [False], [False]]

    def pullback(self, inputs, outputs, cotangents):
        return [disconnected_type(), disconnected_type(), disconnected_type()]


def class_labels(labels, rows, n_classes):
    """Return the labels, an integer vector, to be checked when the compiled function runs.

    Raises TypeError for another type, later ValueError for another length than `rows` and
    IndexError for a label that is not 0 to n_classes - 1.
    """
    return ClassLabels()(labels, rows, n_classes)
