"""`unbroadcast` in Numba, whose arrays know no static lengths: the array itself."""

from pytensor.link.numba.dispatch.basic import (
    numba_njit,
    register_funcify_default_op_cache_key,
)

from legacy_repro.ops import native
from legacy_repro.ops.unbroadcast import Unbroadcast

VERSION = native.version(__file__)


@numba_njit
def unbroadcast(x):
    return x


@register_funcify_default_op_cache_key(Unbroadcast)
def view(op, **kwargs):
    return unbroadcast, VERSION
