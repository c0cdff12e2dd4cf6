"""Python 2's division: `/` floors between integers, those of NumPy and symbolic ones too."""

import numpy as np
from pytensor.graph.basic import Variable

_WHOLE = "biu"  # dtype.kind


def old_div(a, b):
    """Return ``a / b`` as Python 2 computed it; ZeroDivisionError as there."""
    if isinstance(a, float) or isinstance(b, float):
        return a / b
    return a // b if _both_whole(a, b) else a / b


def old_idiv(a, b):
    """Return what ``a /= b`` left in ``a`` under Python 2: an array is changed in place."""
    if _both_whole(a, b):
        a //= b
    else:
        a /= b
    return a


def _both_whole(a, b):
    # Only these floored: a matrix of scipy.sparse or a Series of pandas divided exactly.
    return _is_whole(a) and _is_whole(b)


def _is_whole(value):
    if isinstance(value, (int, np.integer, np.bool_)):
        return True
    if isinstance(value, (list, tuple)):  # beside an array
        value = np.asarray(value)
    if not isinstance(value, (np.ndarray, Variable)):
        return False
    dtype = getattr(value.type, "dtype", None) if isinstance(value, Variable) else value.dtype
    return dtype is not None and np.dtype(dtype).kind in _WHOLE


class _Index:
    def __getitem__(self, index):
        return index


old_index = _Index()  # old_index[i, 1:n] is the index itself
