"""``theano.updates``: the updates that scan returns and that scripts add up."""

from collections import OrderedDict

from pytensor.compile.sharedvalue import SharedVariable

from legacy_repro import names


class OrderedUpdates(OrderedDict):
    """A dictionary of updates (shared variable: new value) that can be added to another.

    Raises TypeError for a key that is no shared variable, KeyError where two updates of one
    variable meet that are not the same.
    """

    def __setitem__(self, key, value):
        if not isinstance(key, SharedVariable):
            raise TypeError(f"OrderedUpdates keys must inherit from SharedVariable, not {key!r}")
        super().__setitem__(key, value)

    def update(self, other=()):
        for key, value in OrderedDict(other).items():
            if self.get(key, value) is not value:
                raise KeyError(f"Collision: two updates of {key}")
            self[key] = value

    def __add__(self, other):
        total = type(self)(self)
        total.update(other)
        return total

    def __radd__(self, other):
        return type(self)(other) + self


__getattr__ = names.absent(__name__)
