"""softmax(x)[arange(n), y], and its logarithm -> the same with the labels y checked.

As an index -1 would mean the last class. Theano made a cross-entropy of this form, and refused it.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import graph_rewriter
from pytensor.graph.traversal import ancestors
from pytensor.scalar.basic import Log
from pytensor.tensor.basic import ARange
from pytensor.tensor.special import Softmax
from pytensor.tensor.subtensor import AdvancedIncSubtensor, AdvancedSubtensor

from legacy_repro.ops.class_labels import ClassLabels, class_labels
from legacy_repro.rewrites.patterns import applies

OF_ROWS = 1, -1, (1,), (-1,)  # what the versions of PyTensor write for the axis


@graph_rewriter
def checked_labels(fgraph):
    """Check the labels wherever they index, in the gradient too."""
    for node in fgraph.toposort():
        if _picks_of_softmax(fgraph, node):
            p, rows, labels = node.inputs
            checked = class_labels(labels, labels.shape[0], p.shape[1])
            leading = set(ancestors([p]))  # which the check itself needs
            for client, position in list(fgraph.clients[labels]):
                same = _indexes(client) and client.inputs[-2:] == [rows, labels]
                if same and leading.isdisjoint(client.outputs):
                    fgraph.change_node_input(client, position, checked, reason="checked_labels")


def _picks_of_softmax(fgraph, node):
    """Return whether a node is log(p)[arange(n), y], or p[arange(n), y] in a logarithm.

    p is a softmax over rows, and the labels y not yet checked.
    """
    if not isinstance(node.op, AdvancedSubtensor) or len(node.inputs) != 3:
        return False
    p, rows, labels = node.inputs
    if p.owner and applies(p.owner, Log):
        p = p.owner.inputs[0]
    elif not any(applies(client, Log) for client, _ in fgraph.clients[node.outputs[0]]):
        return False
    by_rows = p.type.ndim == 2 and p.owner and isinstance(p.owner.op, Softmax)
    counted = rows.owner and isinstance(rows.owner.op, ARange)
    is_label = labels.type.ndim == 1 and labels.type.dtype != "bool"
    if labels.owner and isinstance(labels.owner.op, ClassLabels):
        return False
    return by_rows and p.owner.op.axis in OF_ROWS and counted and is_label


def _indexes(node):
    return isinstance(node.op, (AdvancedSubtensor, AdvancedIncSubtensor))


# Before `scattered_quotient`, which looks for one index in two places.
optdb.register("checked_labels", checked_labels, "fast_run", "fast_compile", position=0.3)
