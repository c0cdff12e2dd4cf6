"""A layer in one line: the arguments of its constructor that say what it is."""

from functools import partial
from inspect import signature
from reprlib import Repr, recursive_repr
from textwrap import shorten

import numpy as np


def attempt(function, otherwise):
    """Return what a function returns, or if it raises, `otherwise`."""
    try:
        return function()
    except Exception:  # whatever a misfitting layer raises: its repr is in the error message
        return otherwise


class _Brief(Repr):
    """What a reader needs of a value, on one line: functions by name, arrays by shape."""

    def __init__(self):
        super().__init__()
        self.maxtuple = self.maxlist = 20

    def repr_instance(self, value, level):
        if isinstance(value, np.ndarray) and value.ndim:
            return f"<{value.dtype} array {value.shape}>"
        name = getattr(value, "__name__", None)
        text = name if isinstance(name, str) else str(value)
        if " at 0x" in text:  # Python's own repr, which tells nothing
            text = f"{type(value).__name__}({', '.join(settings(value))})"
        return shorten(text, 80, placeholder="...")


brief = _Brief().repr


@recursive_repr(fillvalue=())
def settings(thing):
    """Return ``name=value`` for the arguments of the constructor that describe an object.

    The value is the attribute of the same name. Left out are defaults, and of a layer its name,
    its output shape, what feeds it and its parameters.
    """
    shown = {}
    for name, default in _arguments(type(thing)).items():
        if name in ("name", "output_shape"):
            continue
        value = attempt(partial(getattr, thing, name), default)
        # For None a layer takes what fits, mostly what it was given for another argument.
        usual = [None, *shown.values()] if default is None else [default]
        if all(_differs(value, each) for each in usual) and not _is_wiring(thing, value):
            shown[name] = value
    texts = (attempt(partial(brief, each), type(each).__name__) for each in shown.values())
    return [f"{name}={text}" for name, text in zip(shown, texts, strict=True)]


def _arguments(kind):
    """Return the names of a constructor's arguments with their defaults.

    Those that ``**kwargs`` hands on to base classes come last, without those that are None by
    default: a class that adds arguments of its own has mostly chosen these.
    """
    behind = 2 if _is_layer(kind) else 1  # self, and what feeds a layer
    found = {}
    for owner in (each for each in kind.__mro__ if "__init__" in vars(each)):
        arguments = list(signature(owner.__init__).parameters.values())
        named = {
            each.name: each.default
            for each in arguments[behind:]
            if each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
            and not (found and each.default is None)
        }
        found |= {name: default for name, default in named.items() if name not in found}
        if not any(each.kind is each.VAR_KEYWORD for each in arguments):
            break
    return found


def _is_wiring(layer, value):
    """Return whether a value is a layer, a list of layers, or a parameter of this layer."""
    if any(value is param for param in getattr(layer, "params", ())):
        return True
    return any(map(_is_layer, _entries(value)))


def _is_layer(thing):
    return hasattr(thing, "get_output_for")


def _differs(value, default):
    """Return whether a value differs from a default, which may stand for each entry of a tuple."""
    single = not isinstance(default, list | tuple)
    entries = _entries(value) if single else [value]
    # Arrays refuse to be compared as a whole.
    return attempt(lambda: any(e is not default and bool(e != default) for e in entries), True)


def _entries(value):
    return list(value) or [value] if isinstance(value, list | tuple) else [value]
