"""``theano.tensor.var``: symbolic variables, with the truth and the methods that they had."""

import pytensor.tensor.variable as _variable
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.tensor.variable import TensorConstant

from legacy_repro import names as _names
from legacy_repro.theano.tensor import conversion, elementwise, nlinalg, reductions
from legacy_repro.theano.tensor.conversion import AsTensorError
from legacy_repro.theano.tensor.sort import argsort, sort
from legacy_repro.theano.tensor.type import TensorType

_methods = _variable._tensor_py_operators
_COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__")


class _Computed(type(_variable.TensorVariable)):
    def __instancecheck__(cls, variable):
        is_tensor = isinstance(variable, _variable.TensorVariable)
        return is_tensor and not isinstance(variable, (SharedVariable, Constant))


class TensorVariable(_variable.TensorVariable, metaclass=_Computed):
    """A tensor that is an input or computed: as in Theano, no constant and not a shared one."""


def _truth(self):
    """Return True, so that `if mask:` asks whether there is a mask; but `a < b` has no truth."""
    if getattr(self, "_is_nonzero", True):
        return True
    raise TypeError(f"{self} is symbolic and has no truth: use theano.tensor.switch or ifelse")


def _without_truth(compare):
    def comparison(self, other):
        result = compare(self, other)
        result._is_nonzero = False
        return result

    comparison.__name__ = compare.__name__
    return comparison


def _reshape(self, shape, ndim=None):
    return _pt_reshape(self, shape, ndim=ndim)


def _choose(self, choices, out=None, mode="raise"):
    return elementwise.choose(self, choices, out, mode)


def _install():
    """Give PyTensor's variables what Theano's had; once, when the names are first imported."""
    for name in _COMPARISONS:
        setattr(_methods, name, _without_truth(getattr(_methods, name)))
    _methods.__bool__ = _truth
    _methods.reshape = _reshape
    _methods.choose = _choose
    _methods.round = elementwise.round
    _methods.var = reductions.var
    _methods.std = reductions.std
    _methods.trace = nlinalg.trace
    _methods.sort = sort
    _methods.argsort = argsort
    _methods.get_scalar_constant_value = conversion.get_scalar_constant_value


_pt_reshape = _methods.reshape
_install()

__getattr__ = _names.absent(__name__)
