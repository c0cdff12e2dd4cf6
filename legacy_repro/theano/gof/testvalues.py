"""Test values: while ``config.compute_test_value`` is on, what a script builds is computed at once.

So shapes that do not fit raise an error at the line that brings them together. Nodes are computed
by their `perform`; nothing is compiled, and nothing is hooked into PyTensor while it is off.
"""

import functools
import warnings
from contextlib import contextmanager

from pytensor.compile.maker import FunctionMaker
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.traversal import io_toposort
from pytensor.scalar.basic import ScalarType

call, compile_graph = Op.__call__, FunctionMaker.__init__
_how = ["off"]  # "off", "ignore", "warn", "raise" or "pdb"; the last one counts


def switch(how):
    """Compute test values from now on, or not: the value of ``config.compute_test_value``."""
    _how[-1] = how
    Op.__call__ = call if how == "off" else _call_and_compute
    FunctionMaker.__init__ = compile_graph if how == "off" else _compile_suspended


@contextmanager
def suspended():
    """Compute no test values for a while: what is built is not the script's."""
    _how.append("off")
    try:
        yield
    finally:
        _how.pop()


def filled(build):
    """Let a function build its graph as a whole, and compute the test values of it afterwards."""

    @functools.wraps(build)
    def build_and_compute(*args, **kwargs):
        if _how[-1] == "off":
            return build(*args, **kwargs)
        with suspended():
            built = build(*args, **kwargs)
        for node in io_toposort([], _variables(built)):
            if not all(hasattr(output.tag, "test_value") for output in node.outputs):
                compute(node)
        return built

    return build_and_compute


def _variables(built):
    """Return the variables in nested lists and tuples."""
    if isinstance(built, list | tuple):
        return [x for part in built for x in _variables(part)]
    return [built] if isinstance(built, Variable) else []


def get_test_value(v):
    """Return the test value of a variable: that of its tag, or a shared or constant value.

    Raises AttributeError where it has none, TypeError where that is not of the variable's type.
    """
    if not isinstance(v, Variable):
        from pytensor.tensor import as_tensor_variable

        v = as_tensor_variable(v)
    if isinstance(v, SharedVariable):
        return v.get_value(borrow=True)
    if isinstance(v, Constant):
        return v.data
    if not hasattr(v.tag, "test_value"):
        raise AttributeError(f"{v} has no test value")
    return v.type.filter(v.tag.test_value)


def get_debug_values(*args):
    """Return a list of one tuple, the test values; an empty one where they are off or missing."""
    if _how[-1] == "off":
        return []
    try:
        return [tuple(get_test_value(variable) for variable in args)]
    except AttributeError as error:
        _complain(str(error))
        return []


def compute(node):
    """Compute the test values of what a node puts out from those of its inputs."""
    if any(isinstance(x.type, ScalarType) and not _has(x) for x in node.inputs):
        return  # the inside of an elementwise operation, which scripts do not see
    for position, variable in enumerate(node.inputs):
        if not _has(variable):
            _complain(
                f"Cannot compute test value: input {position} ({variable}) of Op {node} missing "
                "default value."
            )
            return
    cells = {x: [get_test_value(x)] for x in node.inputs} | {x: [None] for x in node.outputs}
    known = {x: [x in node.inputs] for x in cells}
    node.op.make_thunk(node, cells, known, no_recycling=[], impl="py")()
    for output in node.outputs:
        output.tag.test_value = cells[output][0]


def _has(variable):
    return isinstance(variable, SharedVariable | Constant) or hasattr(variable.tag, "test_value")


def _complain(sentence):
    """Raise ValueError, warn or say nothing about a missing test value, as was asked for."""
    if _how[-1] == "pdb":
        breakpoint()
    elif _how[-1] == "warn":
        warnings.warn(sentence, stacklevel=2)
    elif _how[-1] == "raise":
        raise ValueError(sentence)


@functools.wraps(call)
def _call_and_compute(self, *inputs, **kwargs):
    outputs = call(self, *inputs, **kwargs)
    if _how[-1] != "off":
        first = outputs[0] if isinstance(outputs, list | tuple) else outputs
        if first.owner is not None:
            compute(first.owner)
    return outputs


@functools.wraps(compile_graph)
def _compile_suspended(self, *args, **kwargs):
    with suspended():
        compile_graph(self, *args, **kwargs)
