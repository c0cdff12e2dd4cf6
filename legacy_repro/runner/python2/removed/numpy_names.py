"""Names that NumPy has dropped: a line a name."""

import builtins
import functools

import numpy as np

from legacy_repro.runner.python2.files import as_bytes
from legacy_repro.runner.python2.removed.stdlib_names import supply


class Cast(dict):
    """np.cast[dtype] converts an array."""

    def __missing__(self, dtype):
        return functools.partial(np.asarray, dtype=dtype)


def asfarray(a, dtype=np.float64):
    """Return an array of floats."""
    dtype = np.dtype(dtype)
    return np.asarray(a, dtype=dtype if dtype.kind in "fc" else np.float64)


def find_common_type(array_types, scalar_types):
    """Return the dtype that holds all of some."""
    return np.result_type(*array_types, *scalar_types)


def fromstring(string, dtype=float, count=-1, sep="", *, like=None):
    """Return an array from text with separators, or, without one, a copy of the bytes in a str."""
    if sep:
        return _fromstring(string, dtype, count, sep=sep, like=like)
    return np.frombuffer(as_bytes(string), dtype, count).copy()


_fromstring = np.fromstring

NAMES = {
    "Inf": np.inf,
    "Infinity": np.inf,
    "NAN": np.nan,
    "NINF": -np.inf,
    "NZERO": -0.0,
    "NaN": np.nan,
    "PINF": np.inf,
    "PZERO": 0.0,
    "alltrue": np.all,
    "asfarray": asfarray,
    "asscalar": lambda a: a.item(),
    "bool8": np.bool_,
    "cast": Cast(),
    "complex": complex,
    "complex_": np.complex128,
    "cumproduct": np.cumprod,
    "find_common_type": find_common_type,
    "float": float,
    "float_": np.float64,
    "in1d": lambda a, b, **options: np.isin(np.ravel(a), b, **options),
    "infty": np.inf,
    "int": int,
    "int0": np.intp,
    "mat": np.asmatrix,
    "msort": lambda a: np.sort(a, axis=0),
    "object": object,
    "product": np.prod,
    "rank": np.ndim,
    "round_": np.round,
    "row_stack": np.vstack,
    "sometrue": np.any,
    "str": str,
    "string_": np.bytes_,
    "trapz": np.trapezoid,
    "typeDict": np.sctypeDict,
    "uint0": np.uintp,
    "unicode": str,
    "unicode_": np.str_,
}


# Since NumPy 2 `from numpy import *` hides these builtins: max(1, 2) would take 2 for an axis.
_HIDING = {"abs", "bool", "long", "max", "min", "pow", "round"}


def install():
    """Supply the names, let np.fromstring read bytes, and * stand for what it did."""
    supply(np, NAMES)
    np.fromstring = fromstring
    np.__all__ = sorted({*np.__all__, *(NAMES.keys() - vars(builtins).keys())} - _HIDING)
