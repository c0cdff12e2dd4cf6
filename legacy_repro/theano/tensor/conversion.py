"""Values as tensors, and the value of a constant."""

import pytensor.tensor as pt
from pytensor.tensor.basic import get_underlying_scalar_constant_value
from pytensor.tensor.exceptions import NotScalarConstantError


class AsTensorError(TypeError):
    """Raised where a value cannot be made a tensor."""


def as_tensor_variable(x, name=None, ndim=None):
    """Return a value, a list of values or a variable as a tensor of ``ndim`` dimensions.

    Raises AsTensorError, a TypeError, where that cannot be.
    """
    try:
        return pt.as_tensor_variable(x, name=name, ndim=ndim)
    except (TypeError, NotImplementedError) as error:
        raise AsTensorError(f"{x!r} of {type(x)} cannot be made a tensor: {error}") from None


def get_scalar_constant_value(orig_v, elemwise=True, only_process_constants=False, max_recur=10):
    """Return the value of a variable whose elements are known to be one constant.

    Raises NotScalarConstantError where they are not.
    """
    return get_underlying_scalar_constant_value(
        orig_v,
        elemwise=elemwise,
        only_process_constants=only_process_constants,
        max_recur=max_recur,
    )


def extract_constant(x, elemwise=True, only_process_constants=False):
    """Return the value of a constant, or x itself where it is none."""
    try:
        return get_scalar_constant_value(x, elemwise, only_process_constants)
    except NotScalarConstantError:
        return x
