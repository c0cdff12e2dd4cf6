"""Products of the blocks of a matrix that indices choose, for networks with few active units.

dot[n, j] = b[out[n, j]] + sum over i of h[n, i] . W[in[n, i], out[n, j]]
"""

import pytensor.tensor as pt

from legacy_repro import names


def sparse_block_dot(W, h, inputIdx, b, outputIdx):
    """Return the active outputs (batch, active outputs, size of a block).

    W: (input blocks, output blocks, sizes of both); h: the active inputs (batch, active inputs,
    size); inputIdx and outputIdx: which blocks are active, integer matrices (batch, active); b:
    (output blocks, size). Without a batch these have a dimension less, and the batch of the
    output is 1.
    """
    h, inputIdx, outputIdx = map(pt.as_tensor, (h, inputIdx, outputIdx))
    if h.ndim == 2:
        return sparse_block_dot(W, h[None], inputIdx[None], b, outputIdx[None])
    return sparse_block_gemv(pt.as_tensor(b)[outputIdx], W, h, inputIdx, outputIdx)


def sparse_block_gemv(o, W, h, inputIdx, outputIdx):
    """Return o plus the products of active inputs with the blocks that lead to active outputs."""
    blocks = pt.as_tensor(W)[inputIdx.dimshuffle(0, 1, "x"), outputIdx.dimshuffle(0, "x", 1)]
    return o + (h.dimshuffle(0, 1, "x", 2, "x") * blocks).sum(axis=(1, 3))


def sparse_block_outer(o, x, y, xIdx, yIdx, alpha=1):
    """Return o, whose blocks [xIdx, yIdx] get alpha times the outer products of x and y added."""
    products = alpha * x.dimshuffle(0, 1, "x", 2, "x") * y.dimshuffle(0, "x", 1, "x", 2)
    places = xIdx.dimshuffle(0, 1, "x"), yIdx.dimshuffle(0, "x", 1)
    return pt.inc_subtensor(pt.as_tensor(o)[places], products)


sparse_block_gemv_inplace = sparse_block_gemv
sparse_block_outer_inplace = sparse_block_outer

__getattr__ = names.absent(__name__)
