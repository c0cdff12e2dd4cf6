"""One array in NumPy's npy format: a header of text, then the values."""

import io
import re

import numpy as np

from legacy_repro.weights import pickles
from legacy_repro.weights.arrays import Array, Objects, check_room, count_of, dtype_of
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import plain

MAGIC = b"\x93NUMPY"
LENGTH_BYTES = {1: 2, 2: 4, 3: 4}  # of the header's length, by the format's version
MAX_HEADER = 10_000
DESCR = re.compile(r"'descr': *'([^']*)'")
ORDER = re.compile(r"'fortran_order': *(True|False)")
SHAPE = re.compile(r"'shape': *\(([\dL, ]*)\)")  # 3L, where Python 2 wrote it


def read(file, size):
    """Return the array that a binary file holds, or the Objects, read as `pickles` does.

    size: of the file in bytes, which the header is held against before anything is made. Raises
    WeightsError.
    """
    header, length = _header(file)
    found = [pattern.search(header) for pattern in (DESCR, ORDER, SHAPE)]
    if not all(found):
        raise WeightsError(f"it holds an array that is not read: {plain(header.strip())}")
    descr, order, shape = (match[1] for match in found)
    dtype = dtype_of(descr)
    shape = tuple(int(n) for n in re.findall(r"\d+", shape))
    there = size - length
    if dtype.hasobject:
        return _objects(file.read(there), shape)
    check_room(shape, dtype, count_of(shape) * dtype.itemsize, there)
    values = bytearray(there)  # which the array may change
    if file.readinto(values) != there:
        raise WeightsError("it ends before its array does")
    return np.ndarray(shape, dtype, values, order="F" if order == "True" else "C")


def _header(file):
    """Return the header's text, and where the values begin."""
    start = file.read(8)
    if not start.startswith(MAGIC) or len(start) < 8 or start[6] not in LENGTH_BYTES:
        raise WeightsError("it holds an array that is not in NumPy's format")
    width = LENGTH_BYTES[start[6]]
    length = int.from_bytes(file.read(width), "little")
    if length > MAX_HEADER:
        raise WeightsError(f"it holds an array whose header claims {length:,} bytes")
    return file.read(length).decode("latin-1"), 8 + width + length


def _objects(content, shape):
    """Return the Objects that NumPy pickled."""
    (array,) = pickles.read(io.BytesIO(content), len(content))
    array = array.array if isinstance(array, Array) else None
    if not isinstance(array, Objects) or array.shape != shape:
        raise WeightsError(f"it holds an array of objects of shape {shape}, but not its objects")
    return array
