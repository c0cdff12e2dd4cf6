"""``theano.tensor.raw_random``: draws from a symbolic numpy.random.RandomState.

Each function takes the state and the size of the sample (a tuple, list or vector; without one, the
shape that the parameters broadcast to), and returns the state after the draw, and the sample.
``ndim`` is the length of a size that is a vector of unknown length.
"""

import numpy as np
import pytensor.tensor as pt
from pytensor import config
from pytensor.scalar import upcast

from legacy_repro import names
from legacy_repro.ops.random_state import Draw
from legacy_repro.ops.random_state.type import random_state_type

__all__ = [
    "binomial",
    "choice",
    "length_vector",
    "multinomial",
    "normal",
    "permutation",
    "poisson",
    "random_integers",
    "random_state_type",
    "uniform",
]


def uniform(random_state, size=None, low=0.0, high=1.0, ndim=None, dtype=None):
    """Draw uniform numbers from [low, high); dtype defaults to floatX or that of low and high."""
    params = _tensors(low, high)
    return _draw("uniform", random_state, size, ndim, dtype or _real(params), *params)


def normal(random_state, size=None, avg=0.0, std=1.0, ndim=None, dtype=None):
    """Draw normal numbers; dtype defaults to floatX or that of avg and std."""
    params = _tensors(avg, std)
    return _draw("normal", random_state, size, ndim, dtype or _real(params), *params)


def binomial(random_state, size=None, n=1, p=0.5, ndim=None, dtype="int64", prob=None):
    """Draw the numbers of successes in n trials of probability p (of old: ``prob``)."""
    params = _tensors(n, p if prob is None else prob)
    return _draw("binomial", random_state, size, ndim, dtype, *params)


def poisson(random_state, size=None, lam=1.0, ndim=None, dtype="int64"):
    """Draw Poisson numbers of mean lam."""
    return _draw("poisson", random_state, size, ndim, dtype, *_tensors(lam))


def random_integers(random_state, size=None, low=0, high=1, ndim=None, dtype="int64"):
    """Draw integers from low to high, both included."""
    return _draw("random_integers", random_state, size, ndim, dtype, *_tensors(low, high))


def choice(random_state, size=None, a=2, replace=True, p=None, ndim=None, dtype="int64"):
    """Draw from the vector a, or from 0, ..., a - 1, with probabilities p where given."""
    replace = np.asarray(replace) if isinstance(replace, bool) else replace
    params = _tensors(a, replace) if p is None else _tensors(a, replace, p)
    size = length_vector(() if size is None else size, ndim)
    return Draw("choice", dtype)(random_state, size, *params)


def permutation(random_state, size=None, n=1, ndim=None, dtype="int64"):
    """Draw permutations of 0, ..., n - 1, of shape size + (n,)."""
    (n,) = _tensors(n)
    if n.ndim != 0:
        raise TypeError(f"n, the length of a permutation, must be a scalar, not {n.type}")
    size = length_vector(() if size is None else size, ndim)
    return Draw("permutation", dtype)(random_state, size, n)


def multinomial(random_state, size=None, n=1, pvals=(0.5, 0.5), ndim=None, dtype="int64"):
    """Draw how often each of k outcomes came in n trials: shape size + (k,)."""
    n, pvals = _tensors(n, pvals)
    size = _sample_size(size, ndim, n, pvals[..., 0])
    return Draw("multinomial", dtype)(random_state, size, n, pvals)


def length_vector(size, ndim=None):
    """Return the size of a sample as an integer vector of known length."""
    if isinstance(size, (tuple, list)) and not size:
        size = np.empty(0, "int64")
    size = pt.as_tensor_variable(size)
    if size.ndim != 1:
        raise TypeError(f"size must be a tuple, a list or a vector, not {size}")
    if ndim is not None and size.type.shape == (None,):
        return pt.specify_shape(size, ndim)
    if ndim not in (None, pt.get_vector_length(size)):
        raise ValueError(f"ndim={ndim} for a size of {pt.get_vector_length(size)} dimensions")
    return size


def _tensors(*params):
    return [pt.as_tensor_variable(x) for x in params]


def _real(params):
    return upcast(config.floatX, *(x.dtype for x in params))


def _draw(distribution, random_state, size, ndim, dtype, *params):
    size = _sample_size(size, ndim, *params)
    return Draw(distribution, dtype)(random_state, size, *params)


def _sample_size(size, ndim, *params):
    if size is None:
        return pt.broadcast_shape(*params)
    size = length_vector(size, ndim)
    length, needed = pt.get_vector_length(size), max(x.ndim for x in params)
    if needed > length:
        raise ValueError(f"a size of {length} dimensions for parameters of {needed}: {params}")
    return size


__getattr__ = names.absent(__name__)
