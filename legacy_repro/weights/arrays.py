"""Arrays as pickles and npy files describe them, built from parts that are checked first."""

import math
import re

import numpy as np

from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import shown

# Booleans, integers, floats, complex numbers, bytes, text, objects, as NumPy spells them.
DTYPE = re.compile(r"[<>=|]?([biufcSU]\d{1,9}|\?|O\d?)")
MAX_DIMENSIONS = 32  # NumPy 1's


class DType:
    """A dtype that a pickle gives in two steps: its kind and size, then its byte order."""

    def __init__(self, text):
        self.dtype = dtype_of(text)

    def __repr__(self):
        return f"<dtype {self.dtype}>"

    def build(self, state):
        """Take the byte order from the state that NumPy pickled."""
        _, order, *structure = state[:5]
        if any(part is not None for part in structure):
            raise WeightsError("it holds a structured array, which is not read")
        self.dtype = self.dtype.newbyteorder(order)


class Array:
    """An array that a pickle gives in two steps: that there is one, then its values."""

    def __init__(self, charge):
        self._charge = charge
        self._array = None

    def __repr__(self):
        return "<array without values>" if self._array is None else shown(self._array)

    def build(self, state):
        """Take shape, dtype and values from the state that NumPy pickled."""
        *_, shape, dtype, is_fortran, values = state
        self._array = array_of(self._charge, shape, dtype, values, is_fortran)

    @property
    def array(self):
        """The array itself, or Objects; raises WeightsError if the pickle never gave its values."""
        if self._array is None:
            raise WeightsError("it holds an array without values")
        return self._array


class Objects:
    """An array of objects, which are kept in a list: NumPy's own crash Python if nested deeply."""

    def __init__(self, shape, values):
        self.shape = shape
        self._values = values  # in C's order: NumPy pickles those of Fortran's in it, too

    def __repr__(self):
        return f"<array of objects {self.shape}>"

    def items(self):
        """Yield the index of each object, a tuple, and the object."""
        yield from zip(np.ndindex(self.shape), self._values, strict=True)


def dtype_of(text):
    """Return the dtype that a text like '<f4' names; raises WeightsError for any other kind."""
    if not isinstance(text, str) or not DTYPE.fullmatch(text):
        raise WeightsError(
            f"it holds an array of dtype {shown(text)}; only numbers, text and objects are read"
        )
    return np.dtype(object if "O" in text else text)


def count_of(shape):
    """Return how many values an array has; raises WeightsError for what is no shape."""
    sound = isinstance(shape, tuple) and len(shape) <= MAX_DIMENSIONS
    if not (sound and all(type(n) is int and 0 <= n < 2**63 for n in shape)):
        raise WeightsError(f"it holds an array of the shape {shown(shape)}, which is none")
    return math.prod(shape)


def array_of(charge, shape, dtype, values, is_fortran=False):
    """Return an array over the bytes of its values, or Objects of a list of them.

    charge: called with the size of what is made, before it is. dtype: DType or text. Raises
    WeightsError if there are not as many values as the shape has room for.
    """
    dtype = dtype.dtype if isinstance(dtype, DType) else dtype_of(dtype)
    if dtype.hasobject:
        return _array_of_objects(charge, shape, values)
    values = as_bytes(charge, values)
    size = count_of(shape) * dtype.itemsize
    check_room(shape, dtype, size, len(values))
    charge(size)
    return np.ndarray(shape, dtype, values, order="F" if is_fortran else "C")


def check_room(shape, dtype, size, there):
    """Raise WeightsError if an array's values are not as many bytes as there are."""
    if size != there:
        raise WeightsError(
            f"it holds an array of shape {shape} and dtype {dtype}, which takes {size:,} bytes, "
            f"but {there:,} are there"
        )


def as_bytes(charge, values):
    """Return bytes as they are, text (as which Python 2's bytes are read) as what it was."""
    if isinstance(values, str):
        charge(len(values))
        return values.encode("latin-1")
    return values


def _array_of_objects(charge, shape, values):
    count = count_of(shape)
    if not isinstance(values, list) or len(values) != count:
        raise WeightsError(f"it holds an array of {count:,} objects, but not as many are there")
    charge(count)
    return Objects(shape, values)
