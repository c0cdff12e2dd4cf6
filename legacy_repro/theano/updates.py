"""``theano.updates``: the updates that scan returns and that scripts add up."""


class OrderedUpdates(dict):
    """A dictionary of updates (shared variable: new value) that can be added to another."""

    def __add__(self, other):
        total = type(self)(self)
        total.update(other)
        return total

    def __radd__(self, other):
        return type(self)(other) + self
