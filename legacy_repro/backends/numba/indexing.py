"""IndexError for indices out of range, where PyTensor's Numba reads and writes foreign memory.

PyTensor's compiled code checks single integers, not arrays of integers or booleans. Here these are
compared with the dimension that they index before that code runs.
"""

import hashlib

import numpy as np
from pytensor.graph.basic import Variable
from pytensor.link.numba.dispatch.basic import (
    numba_funcify_and_cache_key,
    numba_njit,
    register_funcify_and_cache_key,
)
from pytensor.tensor.subtensor import indices_from_subtensor

from legacy_repro.ops.native import version

READS = "AdvancedSubtensor", "AdvancedSubtensor1"
WRITES = "AdvancedIncSubtensor", "AdvancedIncSubtensor1"
VERSION = version(__file__)


def guard():
    """Let the operations that index, those of them that this PyTensor has, check first."""
    for kind in list(numba_funcify_and_cache_key.registry):
        if kind.__name__ in (*READS, *WRITES):
            register_funcify_and_cache_key(kind)(
                _guarded(numba_funcify_and_cache_key.dispatch(kind))
            )


def _guarded(funcify):
    def guarded(op, node, **kwargs):
        compute, key = funcify(op, node=node, **kwargs)
        indices = _indices(node)
        for index in reversed(indices):
            compute = _checked(compute, *index)
        return compute, key and hashlib.sha256(f"{key} {indices} {VERSION}".encode()).hexdigest()

    return guarded


def _indices(node):
    """Return, for each array in an index: its position, the axis it begins at, if it is a mask."""
    first = 1 if type(node.op).__name__ in READS else 2
    axis, indices = 0, []
    for index in indices_from_subtensor(node.inputs[first:], node.op.idx_list):
        is_array = isinstance(index, Variable)
        is_mask = is_array and index.type.dtype == "bool"
        if is_array:
            indices.append((node.inputs.index(index), axis, is_mask))
        axis += index.ndim if is_mask else 1
    return indices


def _checked(compute, index, axis, is_mask):
    """Return ``compute`` of the inputs, after a check that one of them can index the first."""
    check = check_mask if is_mask else check_integers

    @numba_njit
    def checked(*inputs):
        check(np.asarray(inputs[index]), inputs[0].shape, axis)
        return compute(*inputs)

    return checked


@numba_njit
def check_integers(index, shape, axis):
    """Raise IndexError unless all integers index that axis of an array of that shape."""
    size = shape[axis]
    outside = False
    for i in index.flat:  # without a branch, so that it takes a fourth of the time
        outside |= (i < -size) | (i >= size)
    if outside:
        for i in index.flat:
            if i < -size or i >= size:
                raise IndexError(f"index {i} is out of bounds for axis {axis} with size {size}")


@numba_njit
def check_mask(mask, shape, axis):
    """Raise IndexError unless a mask has the lengths of the axes, from ``axis`` on, of a shape."""
    for k in range(mask.ndim):
        if mask.shape[k] != shape[axis + k]:
            raise IndexError(
                f"boolean index did not match indexed array along axis {axis + k}; size of axis "
                f"is {shape[axis + k]} but size of corresponding boolean axis is {mask.shape[k]}"
            )
