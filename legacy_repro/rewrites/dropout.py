"""uniform(states, size) < p -> a mask drawn at once, in bytes; and any draw -> inplace. For C.

A mask costs one pass over its bytes, and what multiplies with it is fused with its other work.
"""

import numpy as np
from pytensor.compile.mode import optdb
from pytensor.graph.basic import Variable
from pytensor.graph.rewriting.basic import dfs_rewriter, graph_rewriter, node_rewriter
from pytensor.graph.traversal import ancestors
from pytensor.scalar.basic import LT, Cast
from pytensor.tensor.basic import get_underlying_scalar_constant_value

from legacy_repro.ops.mrg31k3p import FromStreams, MRGBelow, MRGUniform
from legacy_repro.rewrites.patterns import applies


@graph_rewriter
def drawn_masks(fgraph):
    """Draw the masks of binomial variables as masks."""
    for node in fgraph.toposort():
        draw = _draw_of_mask(fgraph, node)
        if draw is not None:
            p = _as_scalar(node.inputs[1])
            states, mask = MRGBelow(draw.op.dtype)(*draw.inputs, p)
            pairs = [(draw.outputs[0], states), (node.outputs[0], mask)]
            fgraph.replace_all_validate(pairs, reason="drawn_masks")


def _draw_of_mask(fgraph, node):
    """Return the draw whose sample a node compares, and nothing else uses, with a number."""
    if not applies(node, LT) or not all(node.inputs[1].type.broadcastable):
        return None
    sample = node.inputs[0]
    widened = sample.type.dtype == "float64" and sample.owner and applies(sample.owner, Cast)
    if widened and len(fgraph.clients[sample]) == 1:
        sample = sample.owner.inputs[0]
    draw = sample.owner
    only = len(fgraph.clients[sample]) == 1
    if draw is None or not isinstance(draw.op, MRGUniform) or not only:
        return None
    later = draw.outputs[0] in set(ancestors([node.inputs[1]]))  # p is drawn after the sample
    return draw if sample is draw.outputs[1] and not later else None


def _as_scalar(p):
    p = get_underlying_scalar_constant_value(p, raise_not_constant=False)
    return p.reshape(()) if isinstance(p, Variable) else np.float64(p)


@node_rewriter([FromStreams])
def draw_inplace(fgraph, node):
    """Let a draw move the states themselves."""
    if node.op.inplace:
        return None
    return type(node.op)(node.op.dtype, inplace=True)(*node.inputs)


# Before elementwise operations are fused, at 49, and with the others that work inplace.
optdb.register("drawn_masks", drawn_masks, "fast_run", "cxx_only", position=48.9)
optdb.register(
    "draw_inplace", dfs_rewriter(draw_inplace), "fast_run", "cxx_only", "inplace", position=75
)
