"""``theano.compile.sharedvalue``: variables that keep their value from call to call."""

import pytensor
from pytensor.compile.sharedvalue import SharedVariable, shared_constructor

from legacy_repro import names


def shared(value, name=None, strict=False, allow_downcast=None, **kwargs):
    """Return a shared variable that holds a value: an array, a number, a random state.

    Other arguments depend on the value: ``borrow``, ``broadcastable``, and ``target``, which can
    only be "cpu": where values lie is the choice of the backend.
    """
    target = kwargs.pop("target", None)
    if target not in (None, "cpu"):
        raise TypeError(f"shared: target={target!r} is no device here: leave it out")
    if kwargs.get("broadcastable") is not None:
        # By the argument that PyTensor does not warn about.
        kwargs["shape"] = tuple(1 if one else None for one in kwargs.pop("broadcastable"))
    return pytensor.shared(value, name=name, strict=strict, allow_downcast=allow_downcast, **kwargs)


__getattr__ = names.absent(__name__)
