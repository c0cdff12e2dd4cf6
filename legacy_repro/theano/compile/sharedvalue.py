"""``theano.compile.sharedvalue``: variables that keep their value from call to call."""

import numpy as np
import pytensor
from pytensor.compile.sharedvalue import SharedVariable, shared_constructor
from pytensor.link.c.type import generic
from pytensor.tensor.type import all_dtypes

from legacy_repro import names


def shared(value, name=None, strict=False, allow_downcast=None, **kwargs):
    """Return a shared variable that holds a value: an array, a number, any Python object.

    Other arguments depend on the value: ``borrow``, ``broadcastable``, and ``target``, which can
    only be "cpu": where values lie is the choice of the backend.
    """
    target = kwargs.pop("target", None)
    if target not in (None, "cpu"):
        raise TypeError(f"shared: target={target!r} is no device here: leave it out")
    if kwargs.get("broadcastable") is not None:
        # By the argument that PyTensor does not warn about.
        kwargs["shape"] = tuple(1 if one else None for one in kwargs.pop("broadcastable"))
    options = {"name": name, "strict": strict, "allow_downcast": allow_downcast, **kwargs}
    if _is_no_tensor(value):
        return SharedVariable(generic, value, **options)
    return pytensor.shared(value, **options)


def _is_no_tensor(value):
    """Say whether a number or an array is of no dtype of tensors: an integer beyond 64 bits."""
    is_number = isinstance(value, (int, np.ndarray, np.generic))
    return is_number and str(np.asarray(value).dtype) not in all_dtypes


__getattr__ = names.absent(__name__)
