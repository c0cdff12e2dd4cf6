"""The multinomial draws in Numba."""

import numpy as np
from pytensor.link.numba.dispatch.basic import (
    numba_njit,
    register_funcify_default_op_cache_key,
)

from legacy_repro.ops import native
from legacy_repro.ops.multinomial import ChoiceFromUniform, MultinomialFromUniform

VERSION = native.version(__file__)


# Without fast mathematics, which would add in another order.
@numba_njit(fastmath=False)
def category(pvals, u):
    """Return the first category whose running sum exceeds u; their number if there is none."""
    total = 0.0
    for k in range(len(pvals)):
        total += pvals[k]
        if total > u:
            return k
    return len(pvals)


# NumPy's division, for 0 / 0 after the last category.
@numba_njit(fastmath=False, error_model="numpy")
def remove(pvals, k):
    """Take category k away and scale the others to sum 1, in the precision of pvals."""
    pvals[k] = 0
    total = pvals[0]
    for j in range(1, len(pvals)):
        total += pvals[j]
    for j in range(len(pvals)):
        pvals[j] /= total


@numba_njit
def read_draws(pvals, unis, n):
    """Return the number of draws from each row, which the uniform numbers must suffice for."""
    draws = n.item()
    if draws < 0 or len(unis) != len(pvals) * draws:
        raise ValueError(
            f"{len(unis)} uniform numbers for {draws} draws from each of {len(pvals)} rows of pvals"
        )
    return draws


@numba_njit
def count(pvals, unis, n):
    rows, draws = len(pvals), read_draws(pvals, unis, n)
    counts = np.zeros(pvals.shape, np.int64)
    for draw in range(draws):
        for row in range(rows):
            k = category(pvals[row], unis[draw * rows + row])
            if k < pvals.shape[1]:
                counts[row, k] += 1
    return counts


@numba_njit
def choose(pvals, unis, n):
    rows, draws, left = len(pvals), read_draws(pvals, unis, n), pvals.copy()
    chosen = np.empty((rows, draws), np.int64)
    for draw in range(draws):
        for row in range(rows):
            p = left[row]
            k = category(p, unis[draw * rows + row])
            # Where rounding left the sum below u, the last possible category is meant.
            while k == len(p) or (k >= 0 and not p[k] > 0):
                k -= 1
            if k < 0:
                raise ValueError(
                    f"row {row} of pvals has fewer than {draws} categories of positive probability"
                )
            chosen[row, draw] = k
            remove(p, k)
    return chosen


@register_funcify_default_op_cache_key(MultinomialFromUniform)
def counts(op, **kwargs):
    return count, VERSION


@register_funcify_default_op_cache_key(ChoiceFromUniform)
def choices(op, **kwargs):
    return choose, VERSION
