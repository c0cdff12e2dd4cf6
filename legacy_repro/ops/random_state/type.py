"""numpy.random.RandomState as the value of a shared variable."""

import copy

import numpy as np
from pytensor.compile.sharedvalue import SharedVariable, shared_constructor
from pytensor.tensor.random.type import RandomType


class RandomStateType(RandomType[np.random.RandomState]):
    """The type of a `numpy.random.RandomState`."""

    def filter(self, data, strict=False, allow_downcast=None):
        if not isinstance(data, np.random.RandomState):
            raise TypeError(f"expected a numpy.random.RandomState, got {data!r}")
        return data

    @staticmethod
    def values_eq(a, b):
        return all(np.array_equal(x, y) for x, y in zip(a.get_state(), b.get_state(), strict=True))

    @staticmethod
    def may_share_memory(a, b):
        return a is b

    def __eq__(self, other):
        return type(self) is type(other)

    def __hash__(self):
        return hash(type(self))

    def __repr__(self):
        return "RandomStateType"


random_state_type = RandomStateType()


class SelfUpdating:
    """A shared variable whose ``default_update`` may be set; PyTensor warns when others' is."""

    @property
    def default_update(self):
        return self._default_update

    @default_update.setter
    def default_update(self, update):
        if update is not None:
            update = self.type.filter_variable(update, allow_convert=True)
        self._default_update = update


class RandomStateSharedVariable(SelfUpdating, SharedVariable):
    """A shared `numpy.random.RandomState`."""


@shared_constructor.register(np.random.RandomState)
def randomstate_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False):
    """Return the shared variable of a RandomState, of a copy of it unless ``borrow``."""
    return RandomStateSharedVariable(
        type=random_state_type,
        value=value if borrow else copy.deepcopy(value),
        strict=strict,
        allow_downcast=allow_downcast,
        name=name,
    )
