"""f(x, n) in 64 bits -> f(float64(x), float64(n)), for Numba and JAX.

They would compute float32 with int64 in 32 bits, and the root of an int32, before they widen it.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter
from pytensor.scalar.basic import Cast, Second
from pytensor.tensor.basic import cast
from pytensor.tensor.elemwise import Elemwise


@node_rewriter([Elemwise])
def widened(fgraph, node):
    """Cast the inputs of an elementwise operation to the float64 of its output."""
    if isinstance(node.op.scalar_op, (Cast, Second)) or node.outputs[0].type.dtype != "float64":
        return None
    narrow = [x.type.dtype not in ("float64", "bool") for x in node.inputs]
    if not any(narrow) or any(x.type.dtype.startswith("complex") for x in node.inputs):
        return None
    inputs = [
        cast(x, "float64") if is_narrow else x
        for x, is_narrow in zip(node.inputs, narrow, strict=True)
    ]
    return [node.op(*inputs)]


# Just before elementwise operations are fused, at 49.
optdb.register("widened", dfs_rewriter(widened), "numba", "jax", position=48.9)
