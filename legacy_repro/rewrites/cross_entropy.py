"""log(softmax(x))[arange(n), y], and its gradient -> picked_log_softmax, one node each. For C.

The labels y have been checked, by `checked_labels` or by `class_labels` itself.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import graph_rewriter
from pytensor.graph.traversal import ancestors
from pytensor.scalar.basic import Log, Mul, Sub, TrueDiv
from pytensor.tensor.basic import ARange
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.math import Sum
from pytensor.tensor.special import Softmax
from pytensor.tensor.subtensor import AdvancedIncSubtensor, AdvancedSubtensor

from legacy_repro.ops.class_labels import ClassLabels
from legacy_repro.ops.picked_log_softmax import PickedLogSoftmax, PickedLogSoftmaxGrad
from legacy_repro.rewrites.patterns import applies, is_number

OF_ROWS = 1, -1, (1,), (-1,)  # what the versions of PyTensor write for the axis


@graph_rewriter
def cross_entropy(fgraph):
    """Replace what is picked, then the gradients by the same labels, then the softmax."""
    new = {}
    for node in fgraph.toposort():
        if found := _picked(node):
            p, rows, labels = found
            x, n = p.owner.inputs[0], rows.owner.inputs[1]
            picked, new[found] = PickedLogSoftmax()(x, n, labels)
            fgraph.replace_validate(node.outputs[0], picked, reason="cross_entropy")
    for node in fgraph.toposort():
        for p, rows, labels in new:
            top = _gradient_of_picked(node, p, [rows, labels])
            if top is not None:
                n = rows.owner.inputs[1]
                gradient = PickedLogSoftmaxGrad()(p, n, labels, top)
                fgraph.replace_validate(node.outputs[0], gradient, reason="cross_entropy")
    for (p, *_), new_p in new.items():
        _replace_behind(fgraph, p, new_p)


def _replace_behind(fgraph, p, new_p):
    """Replace p, but not in what leads to its replacement: the shape that labels are checked by."""
    leading = set(ancestors([new_p]))
    for client, position in list(fgraph.clients.get(p, ())):
        if leading.isdisjoint(client.outputs):
            fgraph.change_node_input(client, position, new_p, reason="cross_entropy")


def _picked(node):
    """Return p, rows and labels where a node is log(p)[rows, labels] or log(p[rows, labels])."""
    log_last = applies(node, Log)
    pick = node.inputs[0].owner if log_last else node
    if pick is None or not isinstance(pick.op, AdvancedSubtensor) or len(pick.inputs) != 3:
        return None
    p, rows, labels = pick.inputs
    if not log_last and p.owner and applies(p.owner, Log):
        p = p.owner.inputs[0]
    elif not log_last:
        return None
    is_softmax = p.owner and isinstance(p.owner.op, Softmax) and p.type.ndim == 2
    if (
        p.type.dtype not in ("float32", "float64")
        or not is_softmax
        or p.owner.op.axis not in OF_ROWS
        or not _counts_from_0(rows)
    ):
        return None
    return (p, rows, labels) if labels.owner and isinstance(labels.owner.op, ClassLabels) else None


def _counts_from_0(rows):
    if rows.owner is None or not isinstance(rows.owner.op, ARange):
        return False
    start, _, step = rows.owner.inputs
    return is_number(start, 0) and is_number(step, 1)


def _gradient_of_picked(node, p, index):
    """Return top where a node is w - p * sum(w, axis=1), w = scatter(top) of the picks; or None."""
    if not applies(node, Sub):
        return None
    weighted, product = node.inputs
    if product.owner is None or not applies(product.owner, Mul) or p not in product.owner.inputs:
        return None
    (total,) = [x for x in product.owner.inputs if x is not p] or [p]
    if not _is_sum_of_rows(total, weighted):
        return None
    scattered = _unweighted(weighted, p)
    scatter = scattered.owner
    if scatter is None or not isinstance(scatter.op, AdvancedIncSubtensor):
        return None
    zeros, top, *places = scatter.inputs
    adds_to_zeros = not scatter.op.set_instead_of_inc and is_number(zeros, 0)
    return top if adds_to_zeros and places == index and top.type.ndim == 1 else None


def _is_sum_of_rows(total, x):
    expand = total.owner
    if expand is None or not isinstance(expand.op, DimShuffle):
        return False
    sum_node = expand.inputs[0].owner
    is_sum = sum_node and isinstance(sum_node.op, Sum) and sum_node.inputs == [x]
    return is_sum and sum_node.op.axis == (1,) and expand.op.new_order == (0, "x")


def _unweighted(weighted, p):
    """Return s where `weighted` is s / p * p, else `weighted`: p must not be 0 there."""
    product = weighted.owner
    if product and applies(product, Mul) and len(product.inputs) == 2 and p in product.inputs:
        (quotient,) = [x for x in product.inputs if x is not p] or [p]
        if quotient.owner and applies(quotient.owner, TrueDiv) and quotient.owner.inputs[1] is p:
            return quotient.owner.inputs[0]
    return weighted


# While Softmax is one node, and after `scattered_quotient`, at 0.5.
optdb.register("cross_entropy", cross_entropy, "fast_run", "cxx_only", position=0.6)
