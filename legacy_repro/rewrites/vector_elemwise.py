"""Elemwise{f} -> VectorElemwise{f}, for C: the same operation with a loop of vector code."""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter
from pytensor.tensor.elemwise import Elemwise

from legacy_repro.ops.elementwise import VectorElemwise, loop


@node_rewriter([Elemwise])
def vector_elemwise(fgraph, node):
    """Replace an elementwise operation on arrays of real numbers."""
    op, variables = node.op, (*node.inputs, *node.outputs)
    if type(op) is not Elemwise or not loop.long_axes(node):
        return None
    if any(x.type.dtype.startswith(("complex", "float16")) for x in variables):
        return None
    return VectorElemwise(op.scalar_op, op.inplace_pattern, op.name, op.nfunc_spec, op.openmp)(
        *node.inputs, return_list=True
    )


# After the operations that work in place have been chosen, at 50.5.
optdb.register(
    "vector_elemwise", dfs_rewriter(vector_elemwise), "fast_run", "cxx_only", position=76
)
