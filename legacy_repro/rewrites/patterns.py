"""What the rewrites ask of nodes and variables."""

from pytensor.tensor.basic import get_underlying_scalar_constant_value
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.exceptions import NotScalarConstantError


def applies(node, scalar_op):
    """Return whether a node applies a scalar operation elementwise."""
    return isinstance(node.op, Elemwise) and isinstance(node.op.scalar_op, scalar_op)


def is_number(x, value):
    """Return whether a variable is a constant with this value everywhere."""
    try:
        return get_underlying_scalar_constant_value(x) == value
    except NotScalarConstantError:
        return False
