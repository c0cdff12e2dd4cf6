"""Test values: while ``config.compute_test_value`` is on, what a script builds is computed at once.

So shapes that do not fit raise an error at the line that brings them together. Nodes are computed
by their `perform`; nothing is compiled, and nothing is hooked into PyTensor while it is off.
"""

import functools
import sys
import warnings
from contextlib import contextmanager

from pytensor.compile.builders import OpFromGraph, SymbolicOp
from pytensor.compile.maker import FunctionMaker
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.traversal import io_toposort
from pytensor.scalar.basic import ScalarType

call = Op.__call__
# Their graphs are not the script's: those compiled, and those inside an operation.
BUILD = {maker: maker.__init__ for maker in (FunctionMaker, OpFromGraph, SymbolicOp)}
_how = ["off"]  # "off", "ignore", "warn", "raise" or "pdb"; the last one counts


def switch(how):
    """Compute test values from now on, or not: the value of ``config.compute_test_value``."""
    _how[-1] = how
    Op.__call__ = call if how == "off" else _call_and_compute
    for maker, build in BUILD.items():
        maker.__init__ = build if how == "off" else _suspended(build)


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
    cells = {x: [_checked(x, node)] for x in node.inputs} | {x: [None] for x in node.outputs}
    known = {x: [x in node.inputs] for x in cells}
    node.op.make_thunk(node, cells, known, no_recycling=[], impl="py")()
    for output in node.outputs:
        output.tag.test_value = cells[output][0]


def _checked(variable, node):
    """Return a test value, of which no TypeError says that operands do not fit."""
    try:
        return get_test_value(variable)
    except TypeError as error:
        raise ValueError(
            f"the test value of {variable} in {node} is not of its type {variable.type}: {error}"
        ) from None


def _has(variable):
    return isinstance(variable, SharedVariable | Constant) or hasattr(variable.tag, "test_value")


def _complain(sentence):
    """Raise ValueError, warn or say nothing about a missing test value, as was asked for."""
    if _how[-1] == "pdb":
        breakpoint()
    elif _how[-1] == "warn":
        warnings.warn(sentence, stacklevel=_steps_to_script())
    elif _how[-1] == "raise":
        raise ValueError(sentence)


def _steps_to_script():
    """Return how many calls above `_complain` the script's line is."""
    steps, frame = 1, sys._getframe(1)
    while frame.f_back is not None and _is_inside(frame):
        steps, frame = steps + 1, frame.f_back
    return steps


def _is_inside(frame):
    package = frame.f_globals.get("__name__", "").partition(".")[0]
    return package in ("legacy_repro", "pytensor", "layers", "contextlib")


@functools.wraps(call)
def _call_and_compute(self, *inputs, **kwargs):
    outputs = call(self, *inputs, **kwargs)
    if _how[-1] != "off":
        first = outputs[0] if isinstance(outputs, list | tuple) else outputs
        if first.owner is not None:
            compute(first.owner)
    return outputs


def _suspended(build):
    @functools.wraps(build)
    def build_suspended(self, *args, **kwargs):
        with suspended():
            build(self, *args, **kwargs)

    return build_suspended
