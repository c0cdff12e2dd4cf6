"""Calls of compiled functions whose arguments are checked quickly, for the sake of small steps.

PyTensor checks any argument in general Python, which takes 6 microseconds a call. Most arguments
are arrays of the right type, or counts: those are recognised here, all others are left to PyTensor.
"""

import copyreg
import functools
from itertools import combinations

import numpy as np
from pytensor.compile.executor import Function
from pytensor.compile.maker import FunctionMaker
from pytensor.tensor.type import TensorType


class QuickFunction(Function):
    """A compiled function that recognises the usual arguments."""

    __slots__ = ("_checks", "_pairs")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        containers = self.input_storage
        given = containers[: sum(container.required for container in containers)]
        usual = all(x.required and type(x.type) is TensorType for x in given)
        self._checks = [(x.storage, _check(x)) for x in given] if usual else None
        self._pairs = [
            (containers[i].storage, containers[j].storage)
            for group in self._potential_aliased_input_groups
            for i, j in combinations(group, 2)
        ]

    def _validate_inputs(self, args, kwargs):
        if kwargs or not self._takes(args):
            super()._validate_inputs(args, kwargs)

    def _takes(self, args):
        """Store the arguments; return False where PyTensor must convert, copy or refuse them."""
        checks = self._checks
        if checks is None or len(args) != len(checks):
            return False
        for value, (storage, check) in zip(args, checks, strict=True):
            storage[0] = value = check(value)
            if value is None:
                return False
        return not any(np.may_share_memory(a[0], b[0]) for a, b in self._pairs)


def _check(container):
    """Return a function that makes an array of an argument, or None where that is not simple."""
    dtype, ndim = container.type.numpy_dtype, container.type.ndim
    sizes = [(axis, size) for axis, size in enumerate(container.type.shape) if size is not None]
    holds_counts = dtype in (np.int32, np.int64)

    def array(value):
        if value.__class__ is not np.ndarray or value.dtype is not dtype or value.ndim != ndim:
            return None
        fits = not sizes or all(value.shape[axis] == size for axis, size in sizes)
        return value if fits and value.flags.aligned else None

    def number(value):
        if value.__class__ is int:
            fits = holds_counts and 0 <= value < 2**31
        else:
            fits = value.__class__ is dtype.type
        return np.asarray(value, dtype) if fits else array(value)

    return array if ndim or container.strict else number


def install():
    """Make every function compiled from now on one that checks quickly."""
    create = FunctionMaker.create

    @functools.wraps(create)
    def create_quick(self, *args, **kwargs):
        if self.function_class is Function:
            self.function_class = QuickFunction
        return create(self, *args, **kwargs)

    FunctionMaker.create = create_quick


copyreg.dispatch_table[QuickFunction] = copyreg.dispatch_table[Function]
