"""JAX for operations of PyTensor whose own JAX cannot do what old scripts do, or does it otherwise.

Importing this module registers them. Inputs that are sizes are known when they are called.
"""

import jax
import jax.numpy as jnp
import numpy as np
from pytensor.compile.builders import OpFromGraph
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.printing import Print
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor.basic import ARange, Nonzero, Split
from pytensor.tensor.elemwise import CAReduce
from pytensor.tensor.extra_ops import Repeat, Unique
from pytensor.tensor.linalg import TensorSolve
from pytensor.tensor.shape import Reshape, Shape, Shape_i
from pytensor.tensor.sort import ArgSortOp, SortOp

from legacy_repro.backends.jax import trace
from legacy_repro.backends.jax.sizes import count, data_dependent
from legacy_repro.ops.checks import require

of_pytensor = {op: jax_funcify.dispatch(op) for op in (CAReduce, SortOp, ArgSortOp)}


@jax_funcify.register(Shape)
def shape(op, **kwargs):
    return lambda x: np.array(np.shape(x), "int64")


@jax_funcify.register(Shape_i)
def shape_i(op, **kwargs):
    return lambda x: np.array(np.shape(x)[op.i], "int64")


@jax_funcify.register(Reshape)
def reshape(op, **kwargs):
    def reshaped(x, shape):
        try:
            return jnp.reshape(x, shape.tolist())
        except ZeroDivisionError:
            raise ValueError(f"cannot reshape an array of no elements into {shape}") from None

    return reshaped


@jax_funcify.register(Repeat)
def repeat(op, **kwargs):
    return lambda x, repeats: jnp.repeat(x, repeats, axis=op.axis)


def of_known_axis(op, **kwargs):
    """Sort along an axis that is an input in PyTensor 3.0."""
    function = of_pytensor[type(op)](op, **kwargs)
    return lambda x, *axis: function(x, *map(int, axis))


for kind in (SortOp, ArgSortOp):
    jax_funcify.register(kind)(of_known_axis)


@jax_funcify.register(Split)
def split(op, **kwargs):
    def split_at(x, *axis_and_sizes):
        *axis, sizes = axis_and_sizes
        axis = int(axis[0]) if axis else op.axis  # an input in PyTensor 3.0
        if sizes.sum() != x.shape[axis] or sizes.min(initial=0) < 0:
            raise ValueError(f"split of {x.shape[axis]} elements into {sizes.tolist()}")
        return jnp.split(x, np.cumsum(sizes)[:-1], axis=axis)

    return split_at


@jax_funcify.register(ARange)
def arange(op, node, known, **kwargs):
    def counted(start, stop, step):
        if 0 in known:
            return start + step * jnp.arange(known[0], dtype=op.dtype)
        if not all(map(trace.is_known, (start, stop, step))):
            raise data_dependent(node, node.outputs[0])
        # In NumPy where that is small: as an index it then needs no check in XLA.
        numpy = np if count(start, stop, step) <= 4096 else jnp
        return numpy.arange(start, stop, step, dtype=op.dtype)

    return counted


@jax_funcify.register(CAReduce)
def reduction(op, **kwargs):
    """Sum and multiply in the dtype that the graph says, as C does: float64 for float32."""
    function = of_pytensor[CAReduce](op, **kwargs)
    dtype = getattr(op, "acc_dtype", None)
    return function if dtype is None else lambda x: function(x.astype(dtype))


@jax_funcify.register(TensorSolve)
def tensorsolve(op, **kwargs):
    return lambda a, b: jnp.linalg.tensorsolve(a, b, op.axes)


@jax_funcify.register(OpFromGraph)
def op_from_graph(op, **kwargs):
    return lambda *inputs: trace.evaluate(op.fgraph, inputs)


@jax_funcify.register(CheckAndRaise)
def check(op, **kwargs):
    def checked(x, *conditions):
        for condition in conditions:
            require(condition.all(), lambda: op.exc_type(op.msg))
        return x

    return checked


@jax_funcify.register(Print)
def show(op, **kwargs):
    def printed(x):
        jax.debug.callback(lambda value: op.global_fn(op, np.asarray(value)), x, ordered=True)
        return x

    return printed


@jax_funcify.register(Nonzero)
@jax_funcify.register(Unique)
def refuse(op, node, **kwargs):
    raise data_dependent(node, node.outputs[0])
