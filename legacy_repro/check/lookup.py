"""Look a dotted name up in the modules that a run would use, so that both agree."""

import contextlib
import functools
import importlib
import io
import re
import sys
import types
import warnings
from typing import NamedTuple

import pytensor
import pytensor.tensor
from pytensor.graph.op import Op

from legacy_repro import names
from legacy_repro.runner.python2.removed import modules as removed_modules

OURS = ("theano", "lasagne")
# Those of others, and whose version is theirs.
DROPPING = {
    "matplotlib": "matplotlib",
    "numpy": "numpy",
    "pylab": "matplotlib",
    "scipy": "scipy",
    "sklearn": "sklearn",
}
_PLACES = (pytensor, pytensor.tensor, pytensor.gradient, pytensor.printing, pytensor.scalar)


class Found(NamedTuple):
    """What a name stands for, and whether it is PyTensor's object of the same name."""

    value: object
    now: str
    same: bool


class Absent(NamedTuple):
    """The part of a name that is not there, and the sentence of a run that needs it."""

    name: str
    sentence: str


def top(name):
    """Return the first word of a full name."""
    return re.split("[.:]", name)[0]


def plain(name):
    """Return a full name without the colon that tells its module."""
    return name.replace(":", ".")


def is_ours(name):
    """Say whether a full name is one of Theano's or Lasagne's."""
    return top(name) in OURS


@functools.cache
def find(name):
    """Return what a name of OURS or of DROPPING stands for: Found or Absent.

    name: "theano.tensor.dot", or "theano.tensor:dot" where the part before the colon is a module.
    """
    with _quiet():
        value = _reach(name)
    if isinstance(value, Absent):
        return value
    name = plain(name)
    if not is_ours(name):
        return Found(value, name, True)
    now = _now(name, value)
    same = isinstance(value, types.ModuleType) or now == f"pytensor.{name.partition('.')[2]}"
    return Found(value, now, same)


@contextlib.contextmanager
def _quiet():
    """Let a look at a name say nothing."""
    silent = io.StringIO()
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stderr(silent),
        contextlib.redirect_stdout(silent),
    ):
        warnings.simplefilter("ignore")
        yield


def _reach(name):
    module, _, rest = name.partition(":" if ":" in name else ".")
    try:
        value = _module(module)
    except Exception as error:  # a module may raise anything as it is executed
        return Absent(module, _sentence(module, error))
    reached = module
    for part in filter(None, rest.split(".")):
        reached = f"{reached}.{part}"
        try:
            value = _inside(value, part, reached)
        except Exception as error:  # what a refused name raises
            return Absent(reached, _sentence(reached, error))
    return value


def _sentence(name, error):
    """Return what a run says of a name, without the name."""
    if is_ours(name) and _says_our_name(name, error):
        return "legacy-repro has no such name yet"
    return str(error).removeprefix(f"{name}: ")


def _says_our_name(name, error):
    """Say whether an error is that of Python, which names our module in place of the old one."""
    if isinstance(error, ModuleNotFoundError):
        return f"{names.home(name)}.".startswith(f"{error.name}.")
    return str(error).startswith("module ")


def _inside(value, part, name):
    """Return an attribute, of a module also a module below it."""
    try:
        return getattr(value, part)
    except AttributeError as error:
        if not isinstance(value, types.ModuleType):
            raise
        supplied = _supplied(name)
        if supplied is not None:
            return supplied[0]
        if not hasattr(value, "__path__"):
            raise
        try:
            return _module(name)
        except ModuleNotFoundError:
            raise error from None


def _module(name):
    if is_ours(name):
        # Where a script has its own `layers`, the runner keeps Lasagne's under the old name.
        return sys.modules.get(name) or importlib.import_module(names.home(name))
    served = {**removed_modules.GONE, **removed_modules.EMPTIED}
    return importlib.import_module(served.get(name, name))


def is_supplied(name):
    """Say whether a name is one that NumPy or SciPy dropped, and that we supply."""
    owner, _, last = name.rpartition(".")
    if name.startswith("scipy.misc.") or name == "scipy.misc":
        return True
    supplied = _supplied(name)
    return supplied is not None and vars(_module(owner)).get(last, supplied[0]) is supplied[0]


def _supplied(name):
    """Return, in a tuple, what the runner supplies for a name that NumPy has dropped."""
    owner, _, last = name.rpartition(".")
    if owner != "numpy":
        return None
    from legacy_repro.runner.python2.removed.numpy_names import NAMES

    return (NAMES[last],) if last in NAMES else None


def _now(name, value):
    """Return the name by which a value is known today."""
    twin = f"pytensor.{name.partition('.')[2]}"
    if name.startswith("theano.") and _at(twin) is value:
        return twin
    home = names.home(name)
    if isinstance(value, type | types.FunctionType):
        inside = value.__module__.partition(".")[0] == "pytensor"
        return f"{value.__module__}.{value.__qualname__}" if inside else home
    if isinstance(value, Op):  # an operation has no name of its own
        last = name.rpartition(".")[2]
        aliases = [
            f"{place.__name__}.{alias}"
            for place in _PLACES
            for alias, what in vars(place).items()
            if what is value
        ]
        return min(aliases, key=lambda each: not each.endswith(f".{last}"), default=home)
    return home


def _at(name):
    """Return what a name of PyTensor's stands for, None for nothing."""
    rest = name.split(".")[1:]
    value = pytensor
    for part in rest:
        value = getattr(value, part, None)
    return value if rest else None
