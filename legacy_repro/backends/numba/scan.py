"""ValueError for a scan longer than a sequence, beyond which PyTensor's Numba reads on."""

import hashlib

import numpy as np
from pytensor.link.numba.dispatch.basic import (
    numba_funcify_and_cache_key,
    numba_njit,
    register_funcify_and_cache_key,
)
from pytensor.scan.op import Scan

from legacy_repro.ops.native import version

VERSION = version(__file__)


def guard():
    """Let Scan compare its number of steps with its sequences first."""
    funcify = numba_funcify_and_cache_key.dispatch(Scan)

    @register_funcify_and_cache_key(Scan)
    def guarded(op, node, **kwargs):
        compute, key = funcify(op, node=node, **kwargs)
        n_sequences = op.info.n_seqs
        for position in range(n_sequences, 0, -1):
            compute = _checked(compute, position)
        return compute, key and hashlib.sha256(
            f"{key} {n_sequences} {VERSION}".encode()
        ).hexdigest()


def _checked(compute, position):
    @numba_njit
    def checked(*inputs):
        check_length(np.asarray(inputs[0]).item(), len(inputs[position]))
        return compute(*inputs)

    return checked


@numba_njit
def check_length(n_steps, length):
    """Raise ValueError unless a sequence is long enough."""
    if length < n_steps:
        raise ValueError(f"scan makes {n_steps} steps, but a sequence has length {length}")
