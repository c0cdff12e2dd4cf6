"""``theano.tensor.shared_randomstreams``: streams of random numbers, one RandomState a variable."""

import functools

import numpy as np
import pytensor
import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.ops.random_state.type import RandomStateSharedVariable, randomstate_constructor
from legacy_repro.theano.tensor import raw_random

__all__ = ["RandomStateSharedVariable", "RandomStreams", "randomstate_constructor"]


def _stream_method(draw):
    """Return the method that draws from a new stream."""

    @functools.wraps(draw)
    def method(self, *args, **kwargs):
        return self.gen(draw, *args, **kwargs)

    return method


class RandomStreams:
    """A generator of random variables, each with a stream of its own, as in Theano.

    The variables are drawn anew at every call of a compiled function. ``seed`` is one that
    `numpy.random.RandomState` takes; None seeds from the system.
    """

    def __init__(self, seed=None):
        self.state_updates = []
        self.default_instance_seed = seed
        self.gen_seedgen = np.random.RandomState(seed)

    uniform = _stream_method(raw_random.uniform)
    normal = _stream_method(raw_random.normal)
    binomial = _stream_method(raw_random.binomial)
    poisson = _stream_method(raw_random.poisson)
    random_integers = _stream_method(raw_random.random_integers)
    choice = _stream_method(raw_random.choice)
    permutation = _stream_method(raw_random.permutation)
    multinomial = _stream_method(raw_random.multinomial)

    def shuffle_row_elements(self, input):
        """Return the tensor with the elements of every row (last dimension) in random order."""
        order = self.permutation(size=input.shape[:-1], n=input.shape[-1])
        return pt.take_along_axis(input, order, axis=-1)

    def gen(self, op, *args, **kwargs):
        """Return the sample of ``op(state, *args, **kwargs)``, a draw like those of `raw_random`.

        The sample has the attributes ``rng``, its shared RandomState, and ``update``, the pair
        (rng, its state after the draw).
        """
        rng = pytensor.shared(np.random.RandomState(self._next_seed()), borrow=True)
        new_state, sample = op(rng, *args, **kwargs)
        rng.default_update = new_state
        sample.rng, sample.update = rng, (rng, new_state)
        self.state_updates.append(sample.update)
        return sample

    def seed(self, seed=None):
        """Seed every stream anew, in the order of creation; None means the first seed."""
        self.gen_seedgen.seed(self.default_instance_seed if seed is None else seed)
        for rng, _ in self.state_updates:
            rng.set_value(np.random.RandomState(self._next_seed()), borrow=True)

    def updates(self):
        """Return the pairs (shared state, its update) of all streams."""
        return list(self.state_updates)

    def __getitem__(self, rng):
        """Return the RandomState of a stream, itself and not a copy."""
        return rng.get_value(borrow=True)

    def __setitem__(self, rng, state):
        """Put a RandomState in the place of a stream's."""
        rng.set_value(state, borrow=True)

    def _next_seed(self):
        return int(self.gen_seedgen.randint(2**30))


__getattr__ = names.absent(__name__)
