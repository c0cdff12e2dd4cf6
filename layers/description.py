"""A layer in one line: the arguments of its constructor that say what it is."""

from inspect import signature
from reprlib import Repr

import numpy as np

# Said elsewhere in the line; "n" is that of BaseConvLayer, which its filters say as well.
SAID = ("name", "output_shape", "n")


def attempt(function, otherwise):
    """Return what a function returns, or if it raises, `otherwise`."""
    try:
        return function()
    except Exception:  # whatever a misfitting layer raises: its repr is in the error message
        return otherwise


class _Brief(Repr):
    """What a reader needs of a value: functions by name, arrays by shape, layers by type."""

    def __init__(self):
        super().__init__()
        self.maxtuple = self.maxlist = 20

    def repr_instance(self, value, level):
        if isinstance(value, np.ndarray) and value.ndim:
            return f"<{value.dtype} array {value.shape}>"
        name = type(value).__name__ if _is_layer(value) else getattr(value, "__name__", None)
        text = name if isinstance(name, str) else attempt(lambda: str(value), type(value).__name__)
        text = " ".join(text.split())
        return text if len(text) <= 80 else f"{text[:77]}..."


brief = _Brief().repr


def arguments_of(layer):
    """Return ``name=value`` for the arguments of a layer's constructor that describe it.

    The value is the attribute of the same name. Left out are defaults, what feeds the layer, and
    its parameters.
    """
    shown = []
    for name, default in _arguments(type(layer)).items():
        value = attempt(lambda name=name: getattr(layer, name), default)
        if name not in SAID and not _is_wiring(layer, value) and not _is_usual(value, default):
            shown.append(f"{name}={brief(value)}")
    return shown


def _arguments(kind):
    """Return a constructor's arguments, and those that ``**kwargs`` hands on, with defaults."""
    found = {}
    for owner in (each for each in kind.__mro__ if "__init__" in vars(each)):
        _, _, *arguments = signature(owner.__init__).parameters.values()  # not self and what feeds
        for each in arguments:
            if each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD):
                found.setdefault(each.name, each.default)
        if not any(each.kind is each.VAR_KEYWORD for each in arguments):
            break
    return found


def _is_wiring(layer, value):
    """Return whether a value is a layer, a list of layers, or a parameter of this layer."""
    if any(value is param for param in getattr(layer, "params", ())):
        return True
    return any(map(_is_layer, value if isinstance(value, list | tuple) else [value]))


def _is_usual(value, default):
    """Return whether a value looks like the default, which may stand for each entry of a tuple."""
    alike = isinstance(default, tuple) == isinstance(value, tuple)
    entries = [value] if alike or not value else value
    return all(brief(entry) == brief(default) for entry in entries)


def _is_layer(thing):
    return hasattr(thing, "get_output_for")
