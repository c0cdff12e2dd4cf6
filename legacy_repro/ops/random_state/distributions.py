"""What is drawn from a RandomState: functions of (state, size, parameters), arrays that broadcast.

Where Theano 1.0 called the state once for each element, so do these: the numbers are the same.
"""

import numpy as np


def uniform(state, size, low, high):
    return state.uniform(low, high, size)


def normal(state, size, avg, std):
    return state.normal(avg, std, size)


def binomial(state, size, n, p):
    return state.binomial(n, p, size)


def poisson(state, size, lam):
    return state.poisson(lam, size)


def choice(state, size, a, replace, p=None):
    return state.choice(a[()], size, bool(replace), p)


def random_integers(state, size, low, high):
    """Draw integers from low to high, both included."""
    low, high = np.broadcast_to(low, size), np.broadcast_to(high, size)
    sample = [state.randint(low[i], high[i] + 1) for i in np.ndindex(*size)]
    return np.array(sample, dtype="int64").reshape(size)


def permutation(state, size, n):
    """Draw permutations of 0, ..., n - 1 along a last dimension that is added to size."""
    sample = [state.permutation(int(n)) for _ in np.ndindex(*size)]
    return np.array(sample, dtype="int64").reshape(*size, int(n))


def multinomial(state, size, n, pvals):
    """Draw counts of n trials along a last dimension that is added to size."""
    n, pvals = np.broadcast_to(n, size), np.broadcast_to(pvals, (*size, pvals.shape[-1]))
    sample = [state.multinomial(n[i], _probabilities(pvals[i])) for i in np.ndindex(*size)]
    return np.array(sample, dtype="int64").reshape(pvals.shape)


def _probabilities(pvals):
    """Return pvals, made a little smaller as in Theano where rounding left their sum above 1."""
    total = np.sum(pvals)
    if total >= 1 + 1e-5:
        raise ValueError(f"the probabilities {pvals} sum to {total}, more than 1")
    return pvals * pvals.dtype.type(0.99995) if total > 1 else pvals
