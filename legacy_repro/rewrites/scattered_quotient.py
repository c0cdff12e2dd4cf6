"""p * scatter(c / p[i], i) -> scatter(c, i).

This is how the gradient of log(p[arange(n), y]) reaches the softmax p. Where p[i] has underflowed
to 0 the quotient is infinite and the product nan; without the detour it is c, as in Theano.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter
from pytensor.tensor.math import mul, true_div
from pytensor.tensor.subtensor import AdvancedIncSubtensor, AdvancedSubtensor

from legacy_repro.rewrites.patterns import is_number


@node_rewriter([mul])
def scattered_quotient(fgraph, node):
    """Replace a product with a scattered quotient of the other factor's elements."""
    if len(node.inputs) != 2:
        return None
    for scattered, p in (node.inputs, node.inputs[::-1]):
        scatter = scattered.owner
        if scatter is None or not isinstance(scatter.op, AdvancedIncSubtensor):
            continue
        zeros, quotient, *index = scatter.inputs
        numerator = _numerator(quotient, p, index, scatter.op)
        if numerator is not None and not scatter.op.set_instead_of_inc and is_number(zeros, 0):
            return [scatter.op(zeros, numerator, *index)]
    return None


def _numerator(quotient, p, index, scatter):
    """Return c where the quotient is c / p[index], else None."""
    if quotient.owner is None or quotient.owner.op != true_div:
        return None
    numerator, picked = quotient.owner.inputs
    pick = picked.owner
    if pick is None or not isinstance(pick.op, AdvancedSubtensor) or pick.inputs != [p, *index]:
        return None
    return numerator if pick.op.idx_list == scatter.idx_list else None


def _register_for_softmax_grad():
    """Write the gradient as products where PyTensor, as in 3.0.0, has one op for it."""
    try:
        from pytensor.tensor.special import SoftmaxGrad
    except ImportError:
        return

    @node_rewriter([SoftmaxGrad])
    def softmax_grad_as_products(fgraph, node):
        top, p = node.inputs
        weighted = top * p
        return [weighted - weighted.sum(axis=node.op.axis, keepdims=True) * p]

    rewriter = dfs_rewriter(softmax_grad_as_products)
    optdb.register("softmax_grad_as_products", rewriter, "fast_run", "fast_compile", position=0.4)


_register_for_softmax_grad()

# Before canonicalization (1), which gives the quotient other shapes.
optdb.register(
    "scattered_quotient",
    dfs_rewriter(scattered_quotient),
    "fast_run",
    "fast_compile",
    position=0.5,
)
