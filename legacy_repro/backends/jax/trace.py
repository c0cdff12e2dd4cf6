"""Run a graph on JAX's tracers, node by node; what follows from shapes stays in NumPy."""

import jax
import numpy as np
from pytensor.graph.basic import Constant
from pytensor.link.jax.dispatch import jax_funcify

from legacy_repro.backends.jax.sizes import (
    ARITHMETIC,
    MOST,
    data_dependent,
    performed,
    static_inputs,
)

UNKNOWN_SIZE = (
    jax.errors.ConcretizationTypeError,
    jax.errors.NonConcreteBooleanIndexError,
    jax.errors.TracerArrayConversionError,
    jax.errors.TracerIntegerConversionError,
)


def evaluate(fgraph, values, known=None, outer=None):
    """Return the outputs of a graph for values of its inputs, tracers or NumPy's.

    known: sizes that only the host can tell, {node: {entry: size}} as `sizes.HostSizes` has them.
    outer: for an inner graph, the variables outside that its inputs stand for.
    """
    known, outer = known or {}, outer or {}
    values = dict(zip(fgraph.inputs, values, strict=True))
    for node in fgraph.toposort():
        inputs = [_value(x, values) for x in node.inputs]
        outputs = _computed(node, inputs, known.get(node, {}), outer)
        values.update(zip(node.outputs, outputs, strict=True))
    return [_value(x, values) for x in fgraph.outputs]


def is_known(value):
    """Return whether a value is known while tracing."""
    return not isinstance(value, jax.Array)


def _value(variable, values):
    return variable.data if isinstance(variable, Constant) else values[variable]


def _computed(node, inputs, known, outer):
    if isinstance(node.op, ARITHMETIC) and all(map(_is_small, inputs)):
        return performed(node, inputs)
    for position in static_inputs(node):
        if not is_known(inputs[position]):
            if position not in known:
                raise data_dependent(node, node.inputs[position])
            inputs[position] = np.asarray(known[position])
    outputs = _result(node, inputs, known=known, outer=outer)
    if not isinstance(outputs, (list, tuple)):
        outputs = [outputs]
    return [_typed(value, x) for value, x in zip(outputs, node.outputs, strict=True)]


def _is_small(value):
    return is_known(value) and np.ndim(value) < 2 and np.size(value) <= MOST


def _result(node, inputs, **context):
    try:
        return jax_funcify(node.op, node=node, **context)(*inputs)
    except UNKNOWN_SIZE as error:
        raise data_dependent(node, node.outputs[0]) from error
    except TypeError as error:
        if "shape" not in str(error):
            raise
        # Theano, and C here, raise ValueError.
        raise ValueError(f"{node.op}: {error}") from error


def _typed(value, variable):
    """Return a value in the dtype that the graph has for it."""
    dtype = getattr(variable.type, "dtype", None)
    if dtype is None or getattr(value, "dtype", None) == dtype:
        return value
    return np.asarray(value, dtype) if is_known(value) else value.astype(dtype)
