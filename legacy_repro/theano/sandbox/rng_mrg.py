"""``theano.sandbox.rng_mrg``: random numbers from MRG31k3p, bit for bit those of Theano 1.0."""

import math
import warnings

import numpy as np
import pytensor.tensor as pt
from pytensor import config
from pytensor.gradient import undefined_grad
from pytensor.graph.basic import Variable
from pytensor.scalar import upcast
from pytensor.tensor.sharedvar import TensorSharedVariable
from pytensor.tensor.type import TensorType, integer_dtypes

from legacy_repro import names
from legacy_repro.ops.mrg31k3p import MRGUniform, MRGUniformWhere, streams
from legacy_repro.ops.multinomial import ChoiceFromUniform, MultinomialFromUniform
from legacy_repro.ops.random_state.type import SelfUpdating
from legacy_repro.theano.tensor.raw_random import length_vector

MOST_STREAMS = 60 * 256

# The standard deviation of a standard normal number within 2 of 0.
STD_WITHIN_2 = 0.87962566103423978


class StreamStates(SelfUpdating, TensorSharedVariable):
    """The shared states (n, 6) of the streams of one random variable."""


class MRG_RandomStreams:
    """A generator of random variables, each with streams of MRG31k3p of its own, as in Theano.

    The variables are drawn anew at every call of a compiled function. ``seed`` is an integer from 1
    to 2147462578, or six integers; ``use_cuda`` changes nothing. Arguments of the draws:

    size : tuple of integers and integer scalars, or a vector, with its length in ``ndim`` where
        that cannot be known
    dtype : of the sample; without it floatX, or the dtype of the parameters where that is wider
    nstreams : the number of streams, on which the numbers depend; without it `guess_n_streams`

    No gradient flows into the parameters: asking for it raises.
    """

    def __init__(self, seed=12345, use_cuda=None):
        self.state_updates = []
        self.default_instance_seed = seed
        self.set_rstate(seed)

    def uniform(self, size, low=0.0, high=1.0, ndim=None, dtype=None, nstreams=None):
        """Draw uniform numbers between low and high."""
        dtype, (low, high) = _parameters(dtype, low, high)
        u = self._uniform01(size, ndim, dtype, nstreams)
        sample = _affine(u, high - low, low)
        if sample.type.broadcastable != u.type.broadcastable:
            raise NotImplementedError(
                f"low {low.type} and high {high.type} do not broadcast to size {size}: increase it"
            )
        return sample

    def binomial(self, size=None, n=1, p=0.5, ndim=None, dtype="int64", nstreams=None):
        """Draw 1 with probability p, else 0; only for n = 1."""
        if isinstance(n, Variable) or n != 1:
            raise NotImplementedError(f"MRG_RandomStreams.binomial with n = {n}: only n = 1 works")
        u = self._uniform01(size, ndim, config.floatX, nstreams)
        p = undefined_grad(pt.as_tensor_variable(p))
        return pt.cast(_wide(u) < _wide(p), dtype)

    def normal(self, size, avg=0.0, std=1.0, ndim=None, dtype=None, nstreams=None, truncate=False):
        """Draw normal numbers; with ``truncate`` none further than 2 std from avg."""
        dtype, (avg, std) = _parameters(dtype, avg, std)
        size = length_vector(_checked(_as_tuple(size)), ndim)
        n = pt.prod(size)
        half = (n + 1) // 2
        # The length is symbolic even where it is known: so Theano guessed the number of streams.
        u = self._uniform01((2 * half,), None, dtype, nstreams)
        radius = pt.sqrt(-2.0 * pt.log(u[:half]))
        angle = _affine(u[half:], np.asarray(2 * np.pi, dtype), 0)
        waves = pt.stack([pt.cos(angle), pt.sin(angle)])
        sample = radius * waves
        if truncate:
            sample = self._truncated(sample, waves, nstreams)
        return _affine(sample.ravel()[:n].reshape(size), std, avg)

    def truncated_normal(self, size, avg=0.0, std=1.0, ndim=None, dtype=None, nstreams=None):
        """Draw normal numbers truncated so that their standard deviation is std."""
        std = pt.as_tensor_variable(std) / STD_WITHIN_2
        return self.normal(size, avg, std, ndim, dtype, nstreams, truncate=True)

    def multinomial(self, size=None, n=1, pvals=None, ndim=None, dtype="int64", nstreams=None):
        """Count how often each category came in n draws, for every row of the matrix pvals."""
        if size is not None or ndim is not None:
            raise ValueError(
                f"multinomial takes its shape from pvals, not from size={size}, ndim={ndim}"
            )
        pvals = _weights(pvals, "pvals")
        counts = self._draw_rows(MultinomialFromUniform(), pvals, n, nstreams)
        return pt.cast(counts, pvals.dtype if dtype == "auto" else dtype)

    def choice(self, size=1, a=None, replace=True, p=None, ndim=None, dtype="int64", nstreams=None):
        """Draw ``size`` different categories for every row of the matrix p, without replacement."""
        if replace:
            raise NotImplementedError("MRG_RandomStreams.choice works with replace=False only")
        if a is not None:
            raise TypeError(f"choice draws from 0, ..., p.shape[1] - 1: a must be None, not {a}")
        if ndim is not None:
            raise ValueError(f"choice takes its shape from p and size, not from ndim={ndim}")
        chosen = self._draw_rows(ChoiceFromUniform(), _weights(p, "p"), size, nstreams)
        return pt.cast(chosen, dtype)

    def multinomial_wo_replacement(
        self, size=None, n=1, pvals=None, ndim=None, dtype="int64", nstreams=None
    ):
        """Draw as `choice` does; its old name."""
        if size is not None:
            raise ValueError(f"multinomial_wo_replacement draws n={n} of each row: size={size}")
        return self.choice(n, None, False, pvals, ndim, dtype, nstreams)

    def seed(self, seed=None):
        """Seed every stream anew, in the order of creation; None means the first seed."""
        self.set_rstate(self.default_instance_seed if seed is None else seed)
        for states, update, size, nstreams in self.state_updates:
            n = self.n_streams(size) if nstreams is None else nstreams
            states.set_value(self.get_substream_rstates(n, update.dtype), borrow=True)

    def set_rstate(self, seed):
        """Put the generator in the state that a seed stands for; streams stay as they are."""
        self.rstate = streams.seed_state(seed)

    def inc_rstate(self):
        """Move the generator on to the streams of the next random variable."""
        self.rstate = streams.next_variable(self.rstate)

    def get_substream_rstates(self, n_streams, dtype, inc_rstate=True):
        """Return the states (n_streams, 6) of the next random variable, and move on."""
        if n_streams <= 0:
            raise ValueError(f"the number of streams must be positive, not {n_streams}")
        states = streams.stream_states(self.rstate, n_streams)
        if inc_rstate:
            self.inc_rstate()
        return states

    def n_streams(self, size):
        """Return the number of streams for a sample of this size."""
        return guess_n_streams(size)

    def updates(self):
        """Return the pairs (shared states, their update) of all random variables."""
        return [(states, update) for states, update, _, _ in self.state_updates]

    def _uniform01(self, size, ndim, dtype, nstreams):
        """Return uniform numbers in (0, 1) from streams of their own."""
        draw = MRGUniform("float64" if dtype == "float16" else dtype)
        u = self._drawn(draw, length_vector(_checked(size), ndim), size, nstreams)
        return _of_15_bits(u) if dtype == "float16" else u

    def _truncated(self, sample, waves, nstreams):
        """Return rows, in each first what is within 2, then the rest with a new radius below 2."""
        beyond = pt.abs(sample) > 2
        u = self._drawn(MRGUniformWhere(sample.dtype), beyond, (pt.sum(beyond),), nstreams)
        _, (low, high) = _parameters(sample.dtype, np.exp(-2.0), 1.0)
        inside = pt.sqrt(-2.0 * pt.log(_affine(u, high - low, low))) * waves
        # As integers, because the running sum of booleans is boolean.
        kept, moved = pt.cast(~beyond, "int64"), pt.cast(beyond, "int64")
        behind = pt.sum(kept, axis=1, keepdims=True) + pt.cumsum(moved, axis=1)
        place = pt.where(beyond, behind, pt.cumsum(kept, axis=1)) - 1
        return pt.set_subtensor(sample[[[0], [1]], place], pt.where(beyond, inside, sample))

    def _drawn(self, op, where, size, nstreams):
        """Return what an op draws from streams of its own, as many as suit the size."""
        n = self.n_streams(size) if nstreams is None else nstreams
        states = StreamStates(
            type=TensorType("int32", (None, None)),
            value=self.get_substream_rstates(n, op.dtype),
            strict=False,
        )
        states.default_update, sample = op(states, where)
        self.state_updates.append((states, states.default_update, size, nstreams))
        return sample

    def _draw_rows(self, op, pvals, n, nstreams):
        rows = pvals.shape[0]
        unis = self._uniform01((rows * n,), None, config.floatX, nstreams)
        return op(pvals, unis, n)


def guess_n_streams(size, warn=False):
    """Return the number of streams for a sample: a sixth of its elements, 15360 at most.

    15360 too where the size is not a tuple or list of Python integers, with a warning if wanted.
    """
    if isinstance(size, (tuple, list)) and all(isinstance(length, int) for length in size):
        n = math.prod(size)
        return min(n // 6 if n > 6 else n, MOST_STREAMS)
    if warn:
        message = f"the number of streams for size {size} is a guess: {MOST_STREAMS}"
        warnings.warn(message, stacklevel=2)
    return MOST_STREAMS


def _of_15_bits(u):
    """Return float16 uniform numbers, from the lowest bits of MRG31k3p's integers as in Theano."""
    integers = pt.cast(u * 2.0**31, "int64")
    return pt.cast((integers % 2**15 + 1) * np.float32(3.0458e-05), "float16")


def _parameters(dtype, *parameters):
    """Return the dtype of the sample, by default the widest, and the parameters cast to it."""
    parameters = [pt.as_tensor_variable(x) for x in parameters]
    dtype = dtype or upcast(config.floatX, *(x.dtype for x in parameters))
    return dtype, [pt.cast(undefined_grad(x), dtype) for x in parameters]


def _affine(x, scale, shift):
    """Return scale * x + shift rounded once, as by the fused multiply-add that Theano compiled."""
    return pt.cast(_wide(x) * _wide(scale) + _wide(shift), x.dtype)


def _wide(x):
    """Return x as float64: PyTensor's C++ has float32 constants to eight digits only."""
    return pt.cast(x, "float64")


def _as_tuple(size):
    """Return the size of a normal sample, for which Theano took an integer or a list as well."""
    if isinstance(size, list):
        return tuple(size)
    return (size,) if isinstance(size, (int, np.integer)) else size


def _checked(size):
    """Return a size that draws can be made of, with integers in the place of symbolic floats."""
    if isinstance(size, Variable) and size.ndim == 1:
        return _integer(size)
    if not isinstance(size, tuple):
        raise TypeError(f"size must be a tuple or a symbolic vector, not {size!r}")
    for length in size:
        if not isinstance(length, (int, np.integer, Variable)):
            raise TypeError(f"size {size} must be of integers, not {length!r}")
        if not isinstance(length, Variable) and length <= 0:
            raise ValueError(f"size {size} has a dimension that is not positive")
    return tuple(_integer(x) if isinstance(x, Variable) else x for x in size)


def _integer(x):
    return x if x.dtype in integer_dtypes else pt.cast(x, "int64")


def _weights(pvals, name):
    if pvals is None:
        raise TypeError(f"{name}, the matrix of probabilities, is missing")
    pvals = pt.as_tensor_variable(pvals)
    if pvals.ndim != 2:
        raise NotImplementedError(f"{name} must be a matrix of distributions, not {pvals.type}")
    return pvals


__getattr__ = names.absent(__name__)
