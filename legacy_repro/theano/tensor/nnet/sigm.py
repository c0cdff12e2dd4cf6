"""The sigmoid, and the cheaper curves that stand in for it."""

import pytensor.tensor as pt
from pytensor.scalar import get_scalar_type, upgrade_to_float
from pytensor.scalar.math import sigmoid as scalar_sigmoid
from pytensor.scalar.math import softplus as scalar_softplus
from pytensor.tensor import sigmoid, softplus

from legacy_repro import names


def hard_sigmoid(x):
    """Return clip(0.2 x + 0.5, 0, 1): three straight lines in the sigmoid's place."""
    x = pt.as_tensor_variable(x)
    (scalar,) = upgrade_to_float(get_scalar_type(x.dtype))
    slope, shift = (pt.constant(value, dtype=scalar.dtype) for value in (0.2, 0.5))
    return pt.clip(x * slope + shift, 0, 1)


def ultra_fast_sigmoid(x):
    """Return a sigmoid in pieces of z = |x|/2: 1.5 z / (1 + z) to z = 1.7, a line to 3, a constant.

    The numbers are those of Theano 1.0.5. Its gradient there did not exist; here it is the pieces'.
    """
    x = pt.as_tensor_variable(x)
    (scalar,) = upgrade_to_float(get_scalar_type(x.dtype))
    x = pt.cast(x, scalar.dtype)
    z = abs(x) / 2
    line = 0.935409070603099 + 0.0458812946797165 * (z - 1.7)
    half = pt.switch(z < 1.7, 1.5 * z / (1 + z), pt.switch(z < 3, line, 0.99505475368673))
    return 0.5 * (pt.switch(x >= 0, half, -half) + 1)


sigmoid_inplace = sigmoid
ultra_fast_sigmoid_inplace = ultra_fast_sigmoid

__getattr__ = names.absent(__name__)
