"""Matrix products in blocks of 4 by 4: the number of rows is a multiple of 4, zeros fill it up.

An element of a product is summed in one chain, in the order of k. So equal columns give equal
results wherever they stand, and a tie that max-pooling must see stays a tie.
"""

from pytensor.link.numba.dispatch.basic import numba_njit

BLOCK = 4
PANEL = 256  # columns, so that 4 rows of the product stay in the level-1 cache

FUSED = {"contract"}
ANY_ORDER = {"contract", "reassoc"}


@numba_njit
def whole(rows):
    """Return the number of rows filled up to whole blocks."""
    return (rows + BLOCK - 1) // BLOCK * BLOCK


# ---- out (rows x n) = a (rows x depth) . b (depth x n) -------------------------------------------


@numba_njit(fastmath=FUSED)
def multiply(n, a, b, out):
    """Set the first n columns of `out` to the product of `a` and those of `b`."""
    out[:, :n] = 0
    for first in range(0, n, PANEL):
        last = min(first + PANEL, n)
        for i in range(0, len(a), BLOCK):
            _multiply_block(a, b, out, i, first, last)


@numba_njit(fastmath=FUSED)
def _multiply_block(a, b, out, i, first, last):
    out0, out1 = out[i, first:last], out[i + 1, first:last]
    out2, out3 = out[i + 2, first:last], out[i + 3, first:last]
    for k in range(0, len(b), BLOCK):
        a0, a1, a2, a3 = _four(a, i, k), _four(a, i + 1, k), _four(a, i + 2, k), _four(a, i + 3, k)
        b0, b1 = b[k, first:last], b[k + 1, first:last]
        b2, b3 = b[k + 2, first:last], b[k + 3, first:last]
        for j in range(last - first):
            column = b0[j], b1[j], b2[j], b3[j]
            out0[j] = _chain(out0[j], a0, column)
            out1[j] = _chain(out1[j], a1, column)
            out2[j] = _chain(out2[j], a2, column)
            out3[j] = _chain(out3[j], a3, column)


@numba_njit
def _four(a, i, k):
    return a[i, k], a[i, k + 1], a[i, k + 2], a[i, k + 3]


@numba_njit(fastmath=FUSED)
def _chain(total, a, b):
    return (((total + a[0] * b[0]) + a[1] * b[1]) + a[2] * b[2]) + a[3] * b[3]


# ---- out (rows x columns) += a (rows x n) . b (columns x n)^T ------------------------------------


@numba_njit(fastmath=ANY_ORDER)
def add_dots(n, a, b, out):
    """Add to `out` the products of the rows of `a` with those of `b`, n elements of each."""
    for j in range(0, len(b), BLOCK):
        for i in range(0, len(a), BLOCK):
            _dot_block(n, a, b, out, i, j)


@numba_njit(fastmath=ANY_ORDER)
def _dot_block(n, a, b, out, i, j):
    a0, a1, a2, a3 = a[i], a[i + 1], a[i + 2], a[i + 3]
    b0, b1, b2, b3 = b[j], b[j + 1], b[j + 2], b[j + 3]
    zero = a.dtype.type(0)
    sum0 = sum1 = sum2 = sum3 = (zero, zero, zero, zero)
    for k in range(n):
        left = a0[k], a1[k], a2[k], a3[k]
        sum0, sum1 = _added(sum0, left, b0[k]), _added(sum1, left, b1[k])
        sum2, sum3 = _added(sum2, left, b2[k]), _added(sum3, left, b3[k])
    for r in range(BLOCK):
        out[i + r, j] += sum0[r]
        out[i + r, j + 1] += sum1[r]
        out[i + r, j + 2] += sum2[r]
        out[i + r, j + 3] += sum3[r]


@numba_njit(fastmath=ANY_ORDER)
def _added(total, a, b):
    return total[0] + a[0] * b, total[1] + a[1] * b, total[2] + a[2] * b, total[3] + a[3] * b
