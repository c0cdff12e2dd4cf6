"""Processes that a script starts by multiprocessing run as it does.

A fork has all that the script has. What starts afresh (spawn, forkserver) knows neither the old
names nor Python 2: it is told with the data by which multiprocessing prepares it.
"""

import os
import sys
import types
from pathlib import Path

import legacy_repro
from legacy_repro.runner import imports, python2
from legacy_repro.runner.script import surround


def install(script, backend=None, figures=None):
    """Prepare the children of a script; backend: as `activate` takes it, figures: as `run`."""
    first = First(os.path.abspath(script), backend, figures and os.path.abspath(figures))

    def tell(spawn):
        prepare = spawn.get_preparation_data
        spawn.get_preparation_data = lambda name: {"first": first, **prepare(name)}

    imports.after("multiprocessing.context", _fork_unless_told)
    imports.after("multiprocessing.spawn", tell)


class First:
    """What a child does first: to unpickle this is to do it."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __reduce__(self):
        return _begin, self.arguments


def _begin(script, backend, figures):
    from multiprocessing import spawn

    legacy_repro.activate(backend)
    install(script, backend, figures)
    surround(figures, script, process=f"-{os.getpid()}")
    spawn._fixup_main_from_path = _become


def _become(path):
    """Execute the script as the module that pickled functions and classes are looked up in."""
    module = types.ModuleType("__mp_main__")
    module.__file__ = path
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    exec(python2.load(Path(path).read_bytes(), path), vars(module))


def _fork_unless_told(context):
    # Scripts of the time count on it; from Python 3.14 on it is no longer the default on Linux.
    if sys.platform == "linux":
        context._default_context._default_context = context._concrete_contexts["fork"]
