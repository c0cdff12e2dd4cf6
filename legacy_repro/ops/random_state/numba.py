"""Draw on Numba: compiled code holds the state as words, and calls NumPy for the sample."""

import numba
from pytensor.link.numba.dispatch.basic import (
    default_hash_key_from_props,
    get_numba_type,
    numba_njit,
    register_funcify_and_cache_key,
)

from legacy_repro.ops.native import version
from legacy_repro.ops.random_state import Draw, words

WORDS = numba.types.uint32[::1]
VERSION = version(__file__)


@register_funcify_and_cache_key(Draw)
def _draw(op, node, **kwargs):
    sample_type = get_numba_type(node.outputs[1].type, layout="C")

    def on_host(state, size, params):
        return words.draw(op, state, size, params)

    @numba_njit
    def draw(state, size, *params):
        with numba.objmode(after=WORDS, sample=sample_type):
            after, sample = on_host(state, size, params)
        return after, sample

    return draw, default_hash_key_from_props(op, ndim=sample_type.ndim, version=VERSION)
