"""Sizes that follow from numbers among the inputs, computed on the host before each call.

So the length of ``data[i * b : (i + 1) * b]`` is known, whatever i is. Their arithmetic is written
down as one Python function, as it runs at every call.
"""

import numpy as np
from pytensor.graph.basic import Constant
from pytensor.scalar import basic as scalar
from pytensor.tensor.elemwise import CAReduce, Elemwise
from pytensor.tensor.shape import Shape, Shape_i
from pytensor.tensor.type import discrete_dtypes

from legacy_repro.backends.jax.sizes import (
    ARITHMETIC,
    THE_SAME,
    constant_length,
    data_dependent,
    demands,
    performed,
    slice_length,
)

IN_PYTHON = {
    scalar.add: "{} + {}",
    scalar.sub: "{} - {}",
    scalar.mul: "{} * {}",
    scalar.lt: "{} < {}",
    scalar.le: "{} <= {}",
    scalar.gt: "{} > {}",
    scalar.ge: "{} >= {}",
    scalar.eq: "{} == {}",
    scalar.neq: "{} != {}",
    scalar.neg: "-{}",
    scalar.switch: "{1} if {0} else {2}",
    scalar.minimum: "{0} if {0} < {1} else {1}",
    scalar.maximum: "{0} if {0} > {1} else {1}",
}


class HostSizes:
    """The sizes of a graph that follow from the values of its inputs.

    Raises NotImplementedError for a size that follows from other data.
    """

    def __init__(self, fgraph):
        self.inputs = {variable: position for position, variable in enumerate(fgraph.inputs)}
        self.roots = {}
        self.demands = [demand for demand in demands(fgraph) if self._is_by_value(demand)]
        self.lines, self.names, self.values = [], {}, {"shape": np.shape, "plain": _plain}
        sizes = [self._call(d.size, map(self._name, d.variables)) for d in self.demands]
        self.lines.append(f"return ({', '.join(sizes)}{',' * bool(sizes)})")
        exec("def compute(cells):\n    " + "\n    ".join(self.lines), self.values)
        self.compute = self.values["compute"]

    def __call__(self, cells):
        """Return the sizes, hashable, given the storage cells of the graph's inputs."""
        return self.compute(cells)

    def by_node(self, sizes):
        """Return the sizes as {node: {entry: size}}."""
        known = {}
        for demand, size in zip(self.demands, sizes, strict=True):
            known.setdefault(demand.node, {})[demand.entry] = size
        return known

    def _is_by_value(self, demand):
        roots = [self._roots(variable) for variable in demand.variables]
        if None not in roots:
            return any(roots)
        if demand.size is slice_length and constant_length(*demand.variables[:3]) is not None:
            return False
        raise data_dependent(demand.node, demand.variables[roots.index(None)])

    def _roots(self, variable):
        """Return the inputs whose values give a variable by arithmetic; None if other data do."""
        if variable not in self.roots:
            self.roots[variable] = self._found_roots(variable)
        return self.roots[variable]

    def _found_roots(self, variable):
        if not hasattr(variable, "owner") or isinstance(variable, Constant):
            return set()
        if variable in self.inputs:
            is_integer = getattr(variable.type, "dtype", None) in discrete_dtypes
            return {variable} if variable.type.ndim < 1 + is_integer else None
        op = variable.owner.op
        if isinstance(op, (Shape, Shape_i)):
            return set()
        if not isinstance(op, ARITHMETIC):
            return None
        parts = [self._roots(x) for x in variable.owner.inputs]
        roots = None if None in parts else set().union(*parts)
        # The product of a shape is a size, the maximum of labels is not.
        is_of_data = isinstance(op, CAReduce) and None in variable.owner.inputs[0].type.shape
        return None if roots and is_of_data else roots

    def _name(self, variable):
        """Return the name of a variable's value in Python, after the line that computes it."""
        if not hasattr(variable, "owner"):  # a length that a type knows, or None
            return repr(variable)
        if isinstance(variable, Constant):
            return self._known(_plain(variable.data))
        if variable.owner and isinstance(variable.owner.op, THE_SAME) and not variable.type.ndim:
            return self._name(variable.owner.inputs[0])
        if variable not in self.names:
            expression = self._expression(variable)
            self.names[variable] = f"v{len(self.names)}"
            self.lines.append(f"{self.names[variable]} = {expression}")
        return self.names[variable]

    def _expression(self, variable):
        if variable in self.inputs:
            return f"plain(cells[{self.inputs[variable]}][0])"
        node = variable.owner
        if isinstance(node.op, (Shape, Shape_i)):
            return self._shape(node)
        names = [self._name(x) for x in node.inputs]
        if not isinstance(node.op, Elemwise) or variable.type.ndim:
            return self._call(lambda *values: _plain(performed(node, values)[0]), names)
        operation = node.op.scalar_op
        n_inputs = 2 if operation.nin < 0 else operation.nin  # sums and products of any number
        if operation in IN_PYTHON and len(names) == n_inputs:
            return IN_PYTHON[operation].format(*names)
        return self._call(operation.impl, names)

    def _shape(self, node):
        if node.inputs[0] not in self.inputs:
            raise data_dependent(node, node.outputs[0])
        axis = f"[{node.op.i}]" if isinstance(node.op, Shape_i) else ""
        return f"shape(cells[{self.inputs[node.inputs[0]]}][0]){axis}"

    def _call(self, function, names):
        return f"{self._known(function)}({', '.join(names)})"

    def _known(self, value):
        """Return the name that a value known beforehand has in Python."""
        if isinstance(value, int):
            return f"({value})"
        name = f"k{len(self.values)}"
        self.values[name] = value
        return name


def _plain(value):
    """Return a 0-d array as Python's number: its arithmetic is many times faster."""
    return value.item() if not np.ndim(value) and hasattr(value, "item") else np.asarray(value)
