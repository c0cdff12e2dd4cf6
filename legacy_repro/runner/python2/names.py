"""Python 2's builtins, and what a translation calls in place of its operators and methods."""

import builtins
import collections.abc
import decimal
import functools
import importlib
import itertools
import math
import sys
import types

from legacy_repro.runner.python2 import code
from legacy_repro.runner.python2.division import old_div, old_idiv, old_index
from legacy_repro.runner.python2.files import open

StandardError = Exception
basestring = unicode = str
buffer = memoryview
file = open
intern = sys.intern
long = int
raw_input = builtins.input
reduce = functools.reduce
unichr = chr
xrange = builtins.range


def range(*limits):
    """Return a list."""
    return list(builtins.range(*limits))


def map(function, *iterables):
    """Return a list; shorter iterables are filled up with None, and None is the identity."""
    if len(iterables) == 1:
        return list(iterables[0] if function is None else builtins.map(function, iterables[0]))
    rows = itertools.zip_longest(*iterables)
    return list(rows) if function is None else [function(*row) for row in rows]


def filter(function, iterable):
    """Return a list, of a str a str, of a tuple a tuple."""
    kept = list(builtins.filter(function, iterable))
    if isinstance(iterable, str):
        return "".join(kept)
    return tuple(kept) if isinstance(iterable, tuple) else kept


def zip(*iterables):
    """Return a list."""
    return list(builtins.zip(*iterables, strict=False))


def old_list(items):
    """Return the list that dict's methods gave, for what is a view today."""
    return list(items) if isinstance(items, collections.abc.MappingView) else items


def old_decode(text, *arguments):
    """Call ``text.decode``; a str, which Python 2 had as bytes here and there, is text already."""
    return text if isinstance(text, str) else text.decode(*arguments)


def old_translate(text, table, left_out):
    """Call ``text.translate`` with Python 2's arguments, the second the characters to leave out."""
    if not isinstance(text, str):
        return text.translate(table, left_out)
    kept = text.translate(dict.fromkeys(map(ord, left_out)))
    return kept if table is None else kept.translate(table)


def old_sort(items, *arguments, **named):
    """Call ``items.sort``, of a list with Python 2's arguments ``cmp, key, reverse``."""
    if isinstance(items, list):
        items[:] = sorted(items, *arguments, **named)
        return None
    return items.sort(*arguments, **named)


def sorted(iterable, cmp=None, key=None, reverse=False):
    """Return a sorted list; ``cmp`` compares two items, or two keys."""
    if cmp is None:
        return builtins.sorted(iterable, key=key, reverse=reverse)
    as_key = functools.cmp_to_key(cmp)
    by = as_key if key is None else lambda item: as_key(key(item))
    return builtins.sorted(iterable, key=by, reverse=reverse)


def next(iterator, *default):
    """Return the next item, also of an object that has Python 2's method ``next`` alone."""
    method = None if hasattr(iterator, "__next__") else getattr(iterator, "next", None)
    return builtins.next(iterator, *default) if method is None else method()


def round(number, ndigits=0):
    """Return a float; halves go away from zero."""
    number = float(number)
    if not math.isfinite(number) or abs(number) >= 2**52 or ndigits > 22:
        return number
    exact = decimal.Decimal(number)
    places = decimal.Decimal(1).scaleb(-ndigits)
    with decimal.localcontext(prec=60):
        return float(exact.quantize(places, decimal.ROUND_HALF_UP))


def cmp(a, b):
    """Return -1, 0 or 1."""
    return (a > b) - (a < b)


def apply(function, arguments=(), named=None):
    """Call a function."""
    return function(*arguments, **(named or {}))


def input(prompt=""):
    """Evaluate what is typed in, in the caller's names."""
    caller = sys._getframe(1)
    return eval(raw_input(prompt), caller.f_globals, caller.f_locals)


def reload(module):
    """Load a module again; `reload(sys)`, which came before setdefaultencoding, does nothing."""
    return module if module is sys else importlib.reload(module)


def execfile(path, globals=None, locals=None):
    """Run a file in the caller's names, translated if it is Python 2."""
    caller = sys._getframe(1)
    if globals is None:
        globals, locals = caller.f_globals, caller.f_locals
    with builtins.open(path, "rb") as source:
        compiled = code.compile_neighbour(source.read(), path)
    exec(compiled, globals, globals if locals is None else locals)


NAMES = frozenset(
    name
    for name, value in vars().items()
    if not name.startswith("_") and not isinstance(value, types.ModuleType)
)
