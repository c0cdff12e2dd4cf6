"""Indexing on JAX: slices that begin where the data say, IndexError for what is out of range."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.printing import pp
from pytensor.tensor.subtensor import IncSubtensor, indices_from_subtensor

from legacy_repro.backends.jax.sizes import (
    ELSEWHERE,
    INDEXING,
    constant_length,
    data_dependent,
    slices,
)
from legacy_repro.backends.jax.trace import is_known
from legacy_repro.ops.checks import require


def subtensor(op, node, **context):
    """Return the function x, index -> x[index]."""

    def take(x, *values):
        ranges, index = _split_index(node, x, values, **context)
        part = jnp.asarray(x)
        for place in ranges:
            part = place.of(part)
        return part[index]

    return take


def advanced_inc_subtensor(op, node, **context):
    """Return the function x, y, index -> x with x[index] set to y, or increased by it."""

    def put(x, y, *values):
        ranges, index = _split_index(node, x, values, **context)

        def changed(part):
            target = part.at[index]
            return target.set(y) if op.set_instead_of_inc else target.add(y)

        return _with_part(x, ranges, changed)

    return put


def inc_subtensor(op, node, **context):
    """Return the same for slices and integers, without the scattered sums that XLA aborts on."""

    def put(x, y, *values):
        ranges, index = _split_index(node, x, values, **context)
        ranges += _as_ranges(index, [place.axis for place in ranges], np.shape(x))
        integers = [axis for axis, entry in enumerate(index) if not isinstance(entry, slice)]

        def changed(part):
            shape = [n for axis, n in enumerate(part.shape) if axis not in integers]
            new = jnp.broadcast_to(y, shape).reshape(part.shape).astype(part.dtype)
            return new if op.set_instead_of_inc else part + new

        return _with_part(x, ranges, changed)

    return put


def _with_part(x, ranges, changed):
    """Return x with the part that the ranges take, one by one, replaced by ``changed(part)``."""
    parts = [jnp.asarray(x)]
    for place in ranges:
        parts.append(place.of(parts[-1]))
    new = changed(parts.pop())
    for place, whole in zip(reversed(ranges), reversed(parts), strict=True):
        new = place.replaced(whole, new)
    return new


def _as_ranges(index, done, shape):
    """Return the slices and integers of an index as ranges, but for those axes that are done."""
    ranges = []
    for axis, entry in enumerate(index):
        if not isinstance(entry, slice):
            start = jnp.asarray(entry, "int64")
            ranges.append(Range(axis, jnp.where(start < 0, start + shape[axis], start), 1, 1))
        elif axis not in done and entry != slice(None):
            start, stop, step = entry.indices(shape[axis])
            ranges.append(Range(axis, start, len(range(start, stop, step)), step))
    return ranges


def _implementation(kind):
    if kind is IncSubtensor:
        return inc_subtensor
    return advanced_inc_subtensor if "Inc" in kind.__name__ else subtensor


for kind in INDEXING:
    jax_funcify.register(kind)(_implementation(kind))


class Range(NamedTuple):
    """A slice of known length and step, its start on the axis may be traced."""

    axis: int
    start: object
    length: int
    step: int

    def of(self, x):
        if self.step == 1:
            return jax.lax.dynamic_slice_in_dim(x, self.start, self.length, self.axis)
        return jnp.take(x, self._positions(), self.axis)

    def replaced(self, x, part):
        if self.step == 1:
            return jax.lax.dynamic_update_slice_in_dim(x, part, self.start, self.axis)
        return x.at[(slice(None),) * self.axis + (self._positions(),)].set(part)

    def _positions(self):
        return self.start + self.step * jnp.arange(self.length)


def _split_index(node, x, values, known, outer, **kwargs):
    """Return the ranges in an index, to be taken one by one, and the index that is left then."""
    index = list(indices_from_subtensor(values, node.op.idx_list))
    shape, ranges = list(np.shape(x)), []
    for entry, axis, variables in slices(node):
        parts = index[entry].start, index[entry].stop, index[entry].step
        if all(map(is_known, parts)):
            index[entry] = slice(*(None if part is None else int(part) for part in parts))
            continue
        length = constant_length(*variables, outer)
        if entry in known:
            ranges.append(_range(axis, shape[axis], parts, known[entry]))
        elif length is not None:
            ranges.append(_inner_range(axis, shape[axis], parts[0], length))
        elif outer:
            raise NotImplementedError(
                "inside scan XLA can take slices only whose ends differ by a constant, as in "
                f"x[t : t + 3], not {pp(node.outputs[0])}. {ELSEWHERE}"
            )
        else:
            raise data_dependent(node, node.outputs[0])
        index[entry], shape[axis] = slice(None), ranges[-1].length
    return ranges, tuple(_in_range(index, shape))


def _range(axis, size, parts, length):
    """Return the slice of a length that the host has computed."""
    start, _, step = parts
    step = 1 if step is None else int(step)
    if start is None:
        start = 0 if step > 0 else size - 1
    start = jnp.asarray(start, "int64")  # which holds what int8 does not
    start = jnp.where(start < 0, start + size, start)
    start = jnp.clip(start, 0, size) if step > 0 else jnp.clip(start, -1, size - 1)
    return Range(axis, start, length, step)


def _inner_range(axis, size, start, length):
    """Return the slice start : start + length, where XLA can't make it shorter at the end."""
    start = jnp.asarray(start, "int64")

    def error(start):
        return IndexError(
            f"the slice {start}:{start + length} of axis {axis} with size {size} would be shorter "
            f"than {length}, which XLA cannot do. {ELSEWHERE}"
        )

    require((start >= 0) & (start + length <= size), error, start)
    return Range(axis, start, length, 1)


def _in_range(index, shape):
    """Yield the entries of an index; what is out of range will be an IndexError."""
    axis = 0
    for entry in index:
        if isinstance(entry, slice):
            axis += 1
        elif np.dtype(entry.dtype) == bool:
            _check_mask(entry, axis, shape)
            axis += entry.ndim
        else:
            _check_integers(entry, axis, shape[axis])
            axis += 1
        yield entry


def _check_mask(mask, axis, shape):
    if mask.shape != tuple(shape[axis : axis + mask.ndim]):
        raise IndexError(f"a mask of shape {mask.shape} does not fit an array of shape {shape}")


def _check_integers(positions, axis, size):
    def error(position):
        return IndexError(f"index {position} is out of bounds for axis {axis} with size {size}")

    numpy = np if is_known(positions) else jnp
    positions = numpy.ravel(positions).astype("int64")  # which holds -size, as uint8 does not
    if positions.size and not size:
        raise IndexError(f"an index is out of bounds for axis {axis} with size 0")
    if positions.size:
        low, high = positions.min(), positions.max()
        wrong = numpy.where(high >= size, high, low)
        require((low >= -size) & (high < size), error, wrong)
