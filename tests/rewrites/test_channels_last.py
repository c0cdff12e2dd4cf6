"""Images between convolutions: how they lie in memory with and without the rewrite."""

import numpy as np

from legacy_repro import backends, theano
from legacy_repro.ops.conv2d.pooled import PooledConv2dOp
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor.signal.pool import pool_2d


def block(x, W):
    return pool_2d(T.nnet.relu(T.nnet.conv2d(x, W)), (2, 2), ignore_border=True)


def test_only_what_convolutions_alone_read_is_turned():
    x, W, V = T.dtensor4("x"), T.dtensor4("W"), T.dtensor4("V")
    output = block(block(x, W), V)
    outputs = [output, *T.grad((output**2).sum(), [W, V, x])]
    mode = backends.mode("c")
    before, after = (
        theano.function([x, W, V], outputs, mode=m) for m in (mode.excluding("channels_last"), mode)
    )
    assert turned(before) == {"PooledConv2d": [False, False], "PooledConv2dGrad": [False, False]}
    # The first block's output, and the second's gradient to it.
    assert turned(after) == {"PooledConv2d": [True, False], "PooledConv2dGrad": [True, False]}
    rng = np.random.RandomState(0)
    arrays = [rng.randn(*shape) for shape in ((3, 2, 12, 14), (5, 2, 3, 3), (4, 5, 2, 2))]
    for new, old in zip(after(*arrays), before(*arrays), strict=True):
        np.testing.assert_array_equal(new, old)


def turned(function):
    ops = [node.op for node in function.maker.fgraph.toposort()]
    found = {}
    for op in ops:
        if isinstance(op, PooledConv2dOp):
            found.setdefault(type(op).__name__, []).append(op.channels_last)
    return found
