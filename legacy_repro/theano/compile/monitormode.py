"""``theano.compile.monitormode``: a function of the user's runs before and after every node.

The nodes are compiled one by one to C, whatever the backend of other functions.
"""

from pytensor.compile.debug import monitormode
from pytensor.link.basic import WrapLinker
from pytensor.link.c.basic import OpWiseCLinker

from legacy_repro import names

try:
    from pytensor.scan.rewriting.inner_graph import rewrite_scan_inner_graph
except ModuleNotFoundError:
    pass  # before PyTensor 3.3 the inside of a loop is compiled by itself
else:
    # What is wrapped here is the linker for C, node by node.
    rewrite_scan_inner_graph.register(WrapLinker, rewrite_scan_inner_graph.dispatch(OpWiseCLinker))


class MonitorMode(monitormode.MonitorMode):
    """Calls pre_func and post_func with the node's position, the node, and what computes it."""

    def eval(self, fgraph, i, node, fn):
        # PyTensor's would pass the graph first.
        for watch in (self.pre_func, lambda *_: fn(), self.post_func):
            if watch is not None:
                watch(i, node, fn)


def detect_nan(i, node, fn):
    """Print a node and its values where it has computed a NaN: a post_func."""
    monitormode.detect_nan(None, i, node, fn)


__getattr__ = names.absent(__name__)
