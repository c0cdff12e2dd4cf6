"""The sizes of what an operation returns, as its `infer_shape` has them."""

from itertools import chain

from pytensor.graph.basic import Apply, Constant
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.traversal import walk
from pytensor.tensor.rewriting.shape import ShapeFeature
from pytensor.tensor.shape import Shape, Shape_i
from pytensor.tensor.type import DenseTensorType


def is_of_tensors(node):
    """Return whether a node takes dense tensors and constants alone, and returns the former."""
    taken = (x for x in node.inputs if not isinstance(x, Constant))
    return all(isinstance(x.type, DenseTensorType) for x in chain(taken, node.outputs))


class InferredSizes:
    """A graph from the inputs of a node of tensors to the sizes of its outputs, one by one.

    by_value: the positions of the inputs whose values the sizes follow from, not only their shapes.
    are_known: whether there is a static shape or an `infer_shape` for all.
    """

    def __init__(self, node):
        given = [x if isinstance(x, Constant) else x.type() for x in node.inputs]
        node = Apply(node.op, given, [x.type() for x in node.outputs])
        inputs = [x for x in given if not isinstance(x, Constant)]
        sizes = _sizes(inputs, node.outputs)
        read = _read(sizes, node.outputs)
        self.are_known = read.isdisjoint(node.outputs)
        self.by_value, self.fgraph = [], None
        if self.are_known:
            self.by_value = [k for k, x in enumerate(given) if x in inputs and x in read]
            self.fgraph = FunctionGraph(inputs, sizes, clone=False)


def _sizes(inputs, outputs):
    feature = ShapeFeature()
    FunctionGraph(inputs, outputs, features=[feature], clone=False)
    return [feature.get_shape(x, axis) for x in outputs for axis in range(x.type.ndim)]


def _read(sizes, outputs):
    """Return the variables whose values give sizes, and the outputs whose own shapes do."""

    def parts(variable):
        node = variable.owner
        inputs = node.inputs if node else []
        if node and isinstance(node.op, (Shape, Shape_i)):
            return [x for x in inputs if x in outputs]
        return inputs

    return set(walk(sizes, parts))
