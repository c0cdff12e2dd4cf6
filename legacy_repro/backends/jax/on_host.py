"""Operations that JAX lacks: XLA calls back, and NumPy computes them on the host.

So an operation of a script's own runs with its `perform`, if its `infer_shape` tells the sizes that
XLA must know. Importing this module registers that for each operation that has nothing of its own.
"""

from itertools import count, islice

import jax
import jax.numpy as jnp
import numpy as np
from pytensor.graph.basic import Constant
from pytensor.graph.op import Op
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.tensor.blockwise import Blockwise
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.extra_ops import FillDiagonalOffset, RavelMultiIndex, UnravelIndex
from pytensor.tensor.linalg import Eigh, Eigvalsh

from legacy_repro.backends.jax.inferred import InferredSizes, is_of_tensors
from legacy_repro.backends.jax.sizes import ELSEWHERE, data_dependent, performed
from legacy_repro.backends.jax.trace import evaluate, is_known
from legacy_repro.ops.checks import require
from legacy_repro.say import say

ERROR = jax.ShapeDtypeStruct((), "int64")  # the number of what `perform` raised, 0 for nothing
_errors, _numbers = {}, count(1)


@jax_funcify.register(Op)
def on_host(op, node, batched=False, **context):
    """Return the function inputs -> outputs that the `perform` of a node computes."""
    if batched or not is_of_tensors(node):
        raise NotImplementedError(f"JAX has nothing for {op}. {ELSEWHERE}")

    def computed(*inputs):
        inputs = [x for x, v in zip(inputs, node.inputs, strict=True) if not _is_constant(v)]
        types = [
            jax.ShapeDtypeStruct(shape, x.type.dtype)
            for shape, x in zip(_shapes(node, inputs), node.outputs, strict=True)
        ]
        say(f"{op} is not in JAX: NumPy computes it, on the host")
        error, *outputs = jax.pure_callback(_callback(node, types), [ERROR, *types], *inputs)
        require(error == 0, _errors.pop, error)
        return outputs

    return computed


@jax_funcify.register(UnravelIndex)
def unravel_index(op, node, **context):
    """JAX counts in C order alone, and PyTensor warns of it even where that is asked for."""
    return jnp.unravel_index if op.order == "C" else on_host(op, node, **context)


def _is_constant(variable):
    return isinstance(variable, Constant)


def _shapes(node, inputs):
    """Return the shapes of what a node returns, given its inputs that are no constants."""
    inferred = InferredSizes(node)
    if not inferred.are_known:
        raise NotImplementedError(
            f"JAX has nothing for {node.op}, and XLA can call its perform only if an infer_shape "
            f"tells the sizes of what that returns: give it one. {ELSEWHERE}"
        )
    try:
        sizes = evaluate(inferred.fgraph, inputs)
    except AssertionError as error:  # shapes that do not fit, of which C says the same
        raise ValueError(f"{node.op}: {error}") from error
    if not all(map(is_known, sizes)):
        raise data_dependent(node, node.outputs[0])
    rest = map(int, sizes)
    return [tuple(islice(rest, x.type.ndim)) for x in node.outputs]


def _callback(node, types):
    """Return the function that XLA calls: it returns the number of an error, and the outputs."""

    def call(*arrays):
        try:
            outputs = performed(node, _inputs(node, iter(arrays)))
            return np.int64(0), *map(_checked, outputs, types, node.outputs)
        except BaseException as error:  # of which XLA would tell no more than the text
            number = next(_numbers)
            _errors[number] = error
            return np.int64(number), *(np.zeros(x.shape, x.dtype) for x in types)

    return call


def _inputs(node, arrays):
    """Return what `perform` is given: copies, as it may write to them."""
    values = [x.data if _is_constant(x) else next(arrays) for x in node.inputs]
    return [
        np.array(value, x.type.dtype) if hasattr(x.type, "dtype") else value
        for value, x in zip(values, node.inputs, strict=True)
    ]


def _checked(value, expected, variable):
    """Return an output as XLA was told that it would be."""
    value = np.asarray(value)
    if value.dtype != expected.dtype:
        raise TypeError(
            f"perform of {variable.owner.op} returned {value.dtype} for output "
            f"{variable.index}, whose type is {variable.type}"
        )
    if value.shape != expected.shape:
        raise ValueError(
            f"perform of {variable.owner.op} returned the shape {value.shape} for output "
            f"{variable.index}, for which its infer_shape, or type, says {expected.shape}"
        )
    return value


def _or_on_host(kind, **context):
    """Let NumPy compute those nodes of a kind for which PyTensor finds nothing in JAX."""
    of_pytensor = jax_funcify.dispatch(kind)

    def funcify(op, node, **more):
        try:
            return of_pytensor(op, node=node, **more, **context)
        except (AttributeError, NotImplementedError):
            return on_host(op, node, **more)

    jax_funcify.register(kind)(funcify)


jax_funcify.register(RavelMultiIndex)(on_host)  # JAX's must know the positions
for kind in (Eigh, Eigvalsh):  # JAX's take the mean of both triangles, where LAPACK reads one
    jax_funcify.register(kind)(on_host)
for kind in (Elemwise, FillDiagonalOffset):
    _or_on_host(kind)
_or_on_host(Blockwise, batched=True)  # what XLA calls back for cannot be mapped over a batch
