"""The streams in Numba."""

import numpy as np
from numba.np.unsafe.ndarray import to_fixed_tuple
from pytensor.link.numba.dispatch.basic import (
    default_hash_key_from_props,
    numba_njit,
    register_funcify_and_cache_key,
    register_funcify_default_op_cache_key,
)

from legacy_repro.ops import native
from legacy_repro.ops.mrg31k3p import MRGUniform, MRGUniformWhere, streams

VERSION = native.version(__file__, streams.__file__)

M1, M2 = np.uint32(streams.M1), np.uint32(streams.M2)

check_states = numba_njit(streams.check_states)
check_size = numba_njit(streams.check_size)


@numba_njit
def reduce(v, m):
    """Return v mod m for v < 2m: if v < m the difference wraps around and is the larger one."""
    v = np.uint32(v)
    return min(v, np.uint32(v - m))


# 2^31 = 1 mod M1 and 2^31 = 21069 mod M2, so high bits come back in at the bottom.
@numba_njit
def next_x(x2, x3):
    u = reduce(((x2 & 511) << 22) + (x2 >> 9) + ((x3 & 0xFFFFFF) << 7) + (x3 >> 24), M1)
    return reduce(u + x3, M1)


@numba_njit
def next_y(y1, y3):
    v = reduce(((y1 & 65535) << 15) + 21069 * (y1 >> 16), M2)
    w = reduce(((y3 & 65535) << 15) + 21069 * (y3 >> 16), M2)
    return reduce(v + reduce(w + y3, M2), M2)


def drawing(dtype):
    """Return a function that fills a vector with draws, and returns the states after them."""
    real, scale = np.dtype(dtype).type, streams.SCALES[dtype]

    # Fast mathematics may round a product otherwise.
    @numba_njit(fastmath=False)
    def step(words, sample):
        x1, x2, x3, y1, y2, y3 = words[0], words[1], words[2], words[3], words[4], words[5]
        for k in range(len(sample)):
            x, y = next_x(x2[k], x3[k]), next_y(y1[k], y3[k])
            x3[k], x2[k], x1[k] = x2[k], x1[k], x
            y3[k], y2[k], y1[k] = y2[k], y1[k], y
            z = x - y if x > y else x - y + M1
            sample[k] = real(np.int32(z)) * scale

    @numba_njit
    def draw(states, sample):
        check_states(states.shape)
        # A row a word: so the compiler puts the same word of several streams into one register.
        words = np.ascontiguousarray(states.T).astype(np.uint32)
        for start in range(0, len(sample), len(states)):
            step(words, sample[start : start + len(states)])
        return np.ascontiguousarray(words.T).astype(np.int32)

    return draw


@register_funcify_and_cache_key(MRGUniform)
def uniform(op, node, **kwargs):
    draw, dtype, ndim = drawing(op.dtype), np.dtype(op.dtype), node.outputs[1].ndim

    @numba_njit
    def mrg_uniform(states, size):
        check_size(size, ndim)
        sample = np.empty(size.prod(), dtype)
        return draw(states, sample), sample.reshape(to_fixed_tuple(size, ndim))

    return mrg_uniform, default_hash_key_from_props(op, ndim=ndim, version=VERSION)


@numba_njit
def spread(mask, sample, count):
    """Move the numbers at the front of a sample to where the mask is true; 0 elsewhere."""
    for i in range(mask.size - 1, -1, -1):
        if mask[i]:
            count -= 1
            sample[i] = sample[count]
        else:
            sample[i] = 0


@register_funcify_default_op_cache_key(MRGUniformWhere)
def uniform_where(op, node, **kwargs):
    draw, dtype = drawing(op.dtype), np.dtype(op.dtype)

    @numba_njit
    def mrg_uniform_where(states, mask):
        sample = np.empty(mask.size, dtype)
        count = np.count_nonzero(mask)
        after = draw(states, sample[:count])
        spread(mask.ravel(), sample, count)
        return after, sample.reshape(mask.shape)

    return mrg_uniform_where, VERSION
