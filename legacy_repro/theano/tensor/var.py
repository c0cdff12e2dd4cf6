"""``theano.tensor.var``: symbolic variables, with the truth and the methods that they had."""

import numpy as np
import pytensor.tensor as pt
import pytensor.tensor.variable as _variable
from pytensor.graph.basic import Constant, Variable
from pytensor.tensor.type import discrete_dtypes
from pytensor.tensor.variable import TensorConstant, _tensor_py_operators

from legacy_repro import names as _names
from legacy_repro.theano.tensor import conversion, elementwise, nlinalg, reductions
from legacy_repro.theano.tensor.conversion import AsTensorError
from legacy_repro.theano.tensor.sort import argsort, sort
from legacy_repro.theano.tensor.type import TensorType

_COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__")
_REDUCTIONS = ("max", "min", "argmax", "argmin", "ptp", "var", "std")


class TensorVariable(_variable.TensorVariable):
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


def _div(self, other):
    """Return self / other as Python 2 divided: two integers to the integer below."""
    whole = {self.dtype, pt.as_tensor_variable(other).dtype} <= set(discrete_dtypes)
    return self // other if whole else self / other


def _rdiv(self, other):
    return _div(pt.as_tensor_variable(other), self)


def _reshape(self, shape, ndim=None):
    return _pt_reshape(self, shape, ndim=ndim)


def _choose(self, choices, out=None, mode="raise"):
    return elementwise.choose(self, choices, out, mode)


def _value_zeros(self, shape):
    """Return an array of zeros of this type's dtype."""
    return np.zeros(shape, self.dtype)


def _install():
    """Give PyTensor's variables what Theano's had; once, when the names are first imported."""
    operators = _tensor_py_operators
    for name in _COMPARISONS:
        setattr(operators, name, _without_truth(getattr(operators, name)))
    operators.__bool__ = operators.__nonzero__ = _truth
    operators.__div__ = _div
    operators.__rdiv__ = _rdiv
    operators.reshape = _reshape
    operators.choose = _choose
    operators.round = elementwise.round
    for name in _REDUCTIONS:
        setattr(operators, name, getattr(reductions, name))
    operators.trace = nlinalg.trace
    operators.sort = sort
    operators.argsort = argsort
    operators.get_scalar_constant_value = conversion.get_scalar_constant_value
    # TensorVariable(type) is one without an owner. An __init__ of ours would be the line of the
    # script that warn_float64 speaks of.
    _variable.TensorVariable.__init__.__defaults__ = (None, None, None)
    TensorType.variable_type = TensorType.Variable = TensorVariable
    TensorType.Constant = TensorConstant
    TensorType.value_zeros = _value_zeros


_pt_reshape = _tensor_py_operators.reshape
_install()

__getattr__ = _names.absent(__name__)
