"""``theano.compat``: what scripts imported from here to run on Python 2 and 3."""

import builtins
import configparser
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, ValuesView
from collections.abc import MutableMapping as DictMixin
from importlib import reload
from io import BytesIO
from operator import truediv as operator_div

from legacy_repro import names

PY3 = True
izip, imap, ifilter, next = zip, map, filter, builtins.next


class DefaultOrderedDict(OrderedDict):
    """A dictionary in order that makes what is not there: a `defaultdict`."""

    def __init__(self, default_factory=None, *a, **kw):
        super().__init__(*a, **kw)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value


def cmp(x, y):
    """Return -1, 0 or 1 for less, equal or more."""
    return (x > y) - (x < y)


def exc_message(e):
    """Return the message of an exception: its argument, or a tuple of several."""
    return e.args[0] if len(e.args) == 1 else e.args


def get_unbound_function(unbound):
    """Return the function of a method that is looked up on a class."""
    return getattr(unbound, "__func__", unbound)


def decode(x):
    """Return text of bytes, as UTF-8."""
    return decode_with(x, "utf-8")


def decode_with(x, encoding):
    """Return text of bytes; text stays as it is."""
    return x.decode(encoding) if isinstance(x, bytes) else x


def decode_iter(itr):
    """Yield texts of bytes."""
    return map(decode, itr)


def b(s):
    """Return bytes of a text, as Latin-1."""
    return s.encode("latin-1")


__getattr__ = names.absent(__name__)
