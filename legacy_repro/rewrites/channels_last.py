"""Images that only convolutions read -> the same with their channels last in memory.

So they are computed, and so they are read: they need not be turned there and back.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter

from legacy_repro.ops.conv2d import PooledConv2d, PooledConv2dGrad

# The outputs that are images, and the inputs that may lie in any order.
MADE = {PooledConv2d: 0, PooledConv2dGrad: 2}
READ = {PooledConv2d: (0,), PooledConv2dGrad: (0, 3)}


@node_rewriter(list(MADE))
def channels_last(fgraph, node):
    """Let a convolution, or its gradient, make images with their channels last."""
    position = MADE[type(node.op)]
    if node.op.channels_last or position >= len(node.outputs):
        return None
    clients = fgraph.clients[node.outputs[position]]
    if clients and all(i in READ.get(type(client.op), ()) for client, i in clients):
        return node.op.with_channels_last()(*node.inputs, return_list=True)
    return None


optdb.register("channels_last", dfs_rewriter(channels_last), "fast_run", "fusion", position=0.65)
