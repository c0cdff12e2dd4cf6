"""The streams in JAX."""

import math

import jax.numpy as jnp
import numpy as np
from jax import lax
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.mrg31k3p import MRGUniform, MRGUniformWhere, streams

M1, M2 = np.uint32(streams.M1), np.uint32(streams.M2)


def reduce(v, m):
    """Return v mod m for v < 2m: if v < m the difference wraps around and is the larger one."""
    return jnp.minimum(v, v - m)


# 2^31 = 1 mod M1 and 2^31 = 21069 mod M2, so high bits come back in at the bottom.
def next_x(x2, x3):
    u = reduce(((x2 & 511) << 22) + (x2 >> 9) + ((x3 & 0xFFFFFF) << 7) + (x3 >> 24), M1)
    return reduce(u + x3, M1)


def next_y(y1, y3):
    v = reduce(((y1 & 65535) << 15) + 21069 * (y1 >> 16), M2)
    w = reduce(((y3 & 65535) << 15) + 21069 * (y3 >> 16), M2)
    return reduce(v + reduce(w + y3, M2), M2)


def step(words, dtype):
    """Return the words (x1, x2, x3, y1, y2, y3) of all streams after a step, and its numbers."""
    x1, x2, x3, y1, y2, y3 = words
    x, y = next_x(x2, x3), next_y(y1, y3)
    z = jnp.where(x > y, x - y, x - y + M1)
    sample = z.astype("int32").astype(dtype) * streams.SCALES[dtype]
    return (x, x1, x2, y, y1, y2), sample


def draw(states, count, length, dtype):
    """Return the states after `count` draws, and a vector of `length` that begins with them."""
    streams.check_states(states.shape)
    n = len(states)

    def draw_row(row, drawn):
        words, sample = drawn
        words, numbers = step(words, dtype)
        return words, sample.at[row].set(numbers)

    words, sample = tuple(states.T.astype("uint32")), jnp.empty((length // n + 1, n), dtype)
    words, sample = lax.fori_loop(0, count // n, draw_row, (words, sample))
    moved, sample = draw_row(count // n, (words, sample))
    # In the last row only the first streams draw.
    after = jnp.where(jnp.arange(n) < count % n, jnp.stack(moved), jnp.stack(words))
    return after.T.astype("int32"), sample.ravel()[:length]


@jax_funcify.register(MRGUniform)
def uniform(op, node, **kwargs):
    ndim = node.outputs[1].ndim

    def mrg_uniform(states, size):
        size = tuple(map(int, size))
        streams.check_size(size, ndim)
        count = math.prod(size)
        after, sample = draw(states, count, count, op.dtype)
        return after, sample.reshape(size)

    return mrg_uniform


@jax_funcify.register(MRGUniformWhere)
def uniform_where(op, **kwargs):
    def mrg_uniform_where(states, mask):
        chosen = mask.ravel()
        after, sample = draw(states, chosen.sum(), chosen.size, op.dtype)
        # The k-th true element is where the running count reaches k.
        spread = jnp.where(chosen, sample[jnp.cumsum(chosen) - 1], 0)
        return after, spread.reshape(mask.shape)

    return mrg_uniform_where
