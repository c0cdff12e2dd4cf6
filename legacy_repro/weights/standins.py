"""What stands for what a file holds beside arrays: data, and no behaviour."""

from legacy_repro.weights.error import WeightsError

KEYS = (str, bytes, float, type(None))
MAX_KEY = 10  # parts of a tuple that is a key


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
        name = self.state.get("name") if isinstance(self.state, dict) else None
        return name if isinstance(name, str) else None

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

    Raises WeightsError for others than text, numbers and short tuples of them: to hash nested
    tuples, or long ones again and again, can take for ever, and so can integers of equal hashes.
    """
    for value in values:
        parts = value if isinstance(value, tuple) else (value,)
        if not (len(parts) <= MAX_KEY and all(map(_is_key, parts))):
            raise WeightsError("it has keys, or a set, of what is neither text nor a short number")
    return values


def _is_key(value):
    return value.bit_length() <= 64 if isinstance(value, int) else isinstance(value, KEYS)
