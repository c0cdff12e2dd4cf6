"""What stands for what a file holds beside arrays: data, and no behaviour."""

from legacy_repro.weights.error import WeightsError

KEYS = (str, bytes, int, float, type(None))


class Standin:
    """An object of a class of Theano's or NumPy's: the state that it had."""

    def __init__(self, name):
        self._name = name
        self.state = {}

    def build(self, state):
        """Keep the state, as data."""
        self.state = state

    def __repr__(self):
        return f"<{self._name}>"


class SharedVariable(Standin):
    """A shared variable of Theano's, of which its name and its value count."""

    @property
    def name(self):
        """The name that the script gave it, or None."""
        return self.state.get("name") if isinstance(self.state, dict) else None

    @property
    def value(self):
        """What it held; raises WeightsError if the pickle does not say."""
        try:
            (value,) = self.state["container"].state["storage"]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise WeightsError("it holds a shared variable without a value") from None
        return value


class Ordered(dict):
    """An OrderedDict: a plain dictionary of the time has no order that means anything."""


class Archive(dict):
    """What an npz holds, by its own names."""


def keys(values):
    """Return values that are to be keys, or elements of a set.

    Raises WeightsError for others than text, numbers and tuples of them: to hash nested tuples can
    take for ever.
    """
    for value in values:
        parts = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(part, KEYS) for part in parts):
            raise WeightsError("it has keys, or a set, of what is neither text nor a number")
    return values
