"""The sizes that XLA must know when it compiles a graph.

A size that follows from constants and shapes is known while the graph is traced; `host` computes
one that follows from integers among the inputs.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from pytensor.graph.basic import Apply, Constant
from pytensor.graph.op import Op
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.printing import pp
from pytensor.raise_op import CheckAndRaise
from pytensor.scalar import basic as scalar
from pytensor.scan.op import Scan
from pytensor.tensor import basic, subtensor
from pytensor.tensor.elemwise import CAReduce, DimShuffle, Elemwise
from pytensor.tensor.extra_ops import Bartlett, Repeat
from pytensor.tensor.fft import IRFFTOp, RFFTOp
from pytensor.tensor.shape import Reshape, Shape_i, SpecifyShape
from pytensor.tensor.sort import ArgSortOp, SortOp

from legacy_repro.backends.jax.inferred import InferredSizes, is_of_tensors

ARITHMETIC = (
    *(Elemwise, scalar.ScalarOp, CAReduce, DimShuffle, CheckAndRaise, SpecifyShape),
    *(subtensor.Subtensor, subtensor.IncSubtensor),
    *(basic.MakeVector, basic.Join, basic.ScalarFromTensor, basic.TensorFromScalar),
)
INDEXING = tuple(
    getattr(subtensor, name)
    for name in (
        *("Subtensor", "AdvancedSubtensor", "AdvancedSubtensor1"),
        *("IncSubtensor", "AdvancedIncSubtensor", "AdvancedIncSubtensor1"),
    )
    if hasattr(subtensor, name)
)
THE_SAME = basic.ScalarFromTensor, basic.TensorFromScalar, DimShuffle
ELSEWHERE = "The backends c and numba can compute this."
MOST = 64  # elements of an array of sizes: more than any array has dimensions


class Demand(NamedTuple):
    """A size that a node needs: ``size`` of the values of some variables (None for no variable)."""

    node: Apply
    entry: int  # the position of the input or, in an index, of the slice
    variables: tuple
    size: Callable


def static_inputs(node):
    """Return the positions of the inputs whose values XLA must know."""
    op = node.op
    if isinstance(op, Scan):
        first = 1 + op.info.n_seqs + len(op.info.tap_array) + op.info.n_untraced_sit_sot
        return (0, *range(first, first + op.info.n_nit_sot))
    for kind, positions in (
        (basic.Alloc, range(1, len(node.inputs))),
        (basic.AllocEmpty, range(len(node.inputs))),
        (basic.Eye, range(3)),
        (Bartlett, (0,)),
        ((Reshape, Repeat, RFFTOp, IRFFTOp), (1,)),
        ((basic.Split, SortOp, ArgSortOp), range(1, len(node.inputs))),  # in 3.0 the axis too
    ):
        if isinstance(op, kind):
            return positions
    # What JAX lacks, see `on_host`.
    if jax_funcify.dispatch(type(op)) is jax_funcify.dispatch(Op) and is_of_tensors(node):
        return InferredSizes(node).by_value
    return getattr(op, "static_inputs", ())


def demands(fgraph):
    """Yield what the nodes of a graph must know."""
    for node in fgraph.toposort():
        for position in static_inputs(node):
            yield Demand(node, position, (node.inputs[position],), as_static)
        if isinstance(node.op, basic.ARange):
            yield Demand(node, 0, tuple(node.inputs), count)
        if isinstance(node.op, INDEXING):
            for entry, axis, parts in slices(node):
                if not all(part is None or isinstance(part, Constant) for part in parts):
                    length = _length(fgraph, node.inputs[0], axis)
                    yield Demand(node, entry, (*parts, length), slice_length)


def slices(node):
    """Yield the position in the index, the axis, and (start, stop, step) of each slice."""
    first = 1 if "Inc" not in type(node.op).__name__ else 2
    indices = subtensor.indices_from_subtensor(node.inputs[first:], node.op.idx_list)
    axis = 0
    for entry, index in enumerate(indices):
        if isinstance(index, slice):
            yield entry, axis, (index.start, index.stop, index.step)
        is_mask = getattr(index, "dtype", None) == "bool"
        axis += index.ndim if is_mask else 1


def _length(fgraph, x, axis):
    """Return the symbolic length of an axis, an integer where the type says it, or None."""
    if x.type.shape[axis] is not None:
        return x.type.shape[axis]
    if x in fgraph.inputs or not hasattr(fgraph, "shape_feature"):
        return Shape_i(axis)(x)
    return fgraph.shape_feature.get_shape(x, axis)


def as_static(value):
    """Return a size, or sizes, as a value that XLA's cache can hold."""
    if np.ndim(value):
        return tuple(np.ravel(value).tolist())
    return value.item() if hasattr(value, "item") else value


def count(start, stop, step):
    """Return the length of arange(start, stop, step)."""
    return max(0, math.ceil((stop - start) / step))


def slice_length(start, stop, step, length):
    """Return the length of x[start:stop:step], where x has the given one."""
    return len(range(*slice(start, stop, step).indices(length)))


def performed(node, values):
    """Return what the NumPy implementation of a node makes of values."""
    inputs = [x.type.filter(value) for x, value in zip(node.inputs, values, strict=True)]
    storage = [[None] for _ in node.outputs]
    node.op.prepare_node(node, None, None, "py")
    node.op.perform(node, inputs, storage)
    return [cell[0] for cell in storage]


def constant_length(start, stop, step, outer=None):
    """Return the length of a slice whose ends differ by a constant, or None.

    ``x[k : k + 5]`` has 5 elements wherever it begins, as long as it lies inside of x. `outer` has
    what the variables of an inner graph stand for outside.
    """
    if start is None or stop is None or step is not None:
        return None
    difference = _linear(stop, outer or {})
    for term, factor in _linear(start, outer or {}).items():
        difference[term] = difference.get(term, 0) - factor
    length = difference.pop(1, 0)
    return max(0, length) if not any(difference.values()) else None


def _linear(variable, outer):
    """Return an integer variable as a sum {term: factor}, the term 1 for its constant part."""
    variable = outer.get(variable, variable)
    if isinstance(variable, Constant) and variable.data.size == 1:
        return {1: int(variable.data.item())}
    if variable.owner is None:
        return {variable: 1}
    op, inputs = variable.owner.op, variable.owner.inputs
    operation = getattr(op, "scalar_op", op)
    if operation in (scalar.add, scalar.sub):
        total = {}
        for position, x in enumerate(inputs):
            sign = -1 if operation == scalar.sub and position else 1
            for term, factor in _linear(x, outer).items():
                total[term] = total.get(term, 0) + sign * factor
        return total
    if isinstance(op, THE_SAME) or isinstance(operation, scalar.Cast):
        return _linear(inputs[0], outer)
    if isinstance(op, subtensor.Subtensor):  # the same part of each term
        part = (op, *inputs[1:])
        terms = _linear(inputs[0], outer)
        return {term if term == 1 else (term, part): factor for term, factor in terms.items()}
    return {variable: 1}


def data_dependent(node, variable):
    """Return the error for a size that XLA cannot know."""
    expression = pp(variable) if variable is not None else f"the length of {pp(node.inputs[0])}"
    return NotImplementedError(
        f"XLA compiles arrays of known shape only, but {type(node.op).__name__} needs a size that "
        f"depends on data: {expression[:200]}. {ELSEWHERE}"
    )
