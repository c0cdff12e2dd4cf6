"""``theano.tensor.sharedvar``: shared tensors."""

from pytensor.compile.sharedvalue import SharedVariable
from pytensor.tensor.sharedvar import TensorSharedVariable, load_shared_variable

from legacy_repro import names
from legacy_repro.theano.compile.sharedvalue import shared, shared_constructor


class _Scalars(type(TensorSharedVariable)):
    def __instancecheck__(cls, variable):
        return isinstance(variable, TensorSharedVariable) and variable.ndim == 0


class ScalarSharedVariable(TensorSharedVariable, metaclass=_Scalars):
    """A shared tensor without dimensions."""


def tensor_constructor(
    value,
    name=None,
    strict=False,
    allow_downcast=None,
    borrow=False,
    broadcastable=None,
    target="cpu",
):
    """Return the shared variable of an array."""
    options = {} if broadcastable is None else {"broadcastable": broadcastable}
    return shared(value, name, strict, allow_downcast, borrow=borrow, target=target, **options)


def scalar_constructor(
    value, name=None, strict=False, allow_downcast=None, borrow=False, target="cpu"
):
    """Return the shared variable of a number."""
    return shared(value, name, strict, allow_downcast, borrow=borrow, target=target)


__getattr__ = names.absent(__name__)
