"""``theano.ifelse``: only the branch that the condition chooses is computed."""

try:
    from pytensor.conditional.op import IfElse, ifelse
except ImportError:  # PyTensor 3.0
    from pytensor.ifelse import IfElse, ifelse

from legacy_repro import names

__getattr__ = names.absent(__name__)
