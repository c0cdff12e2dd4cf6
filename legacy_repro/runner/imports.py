"""Act on a module once a script has imported it, and never if it does not."""

import importlib.abc
import importlib.util
import sys

_waiting = {}


def after(name, act):
    """Call ``act(module)`` when the module `name` is there: now, or as soon as it is imported."""
    if name in sys.modules:
        act(sys.modules[name])
        return
    _waiting[name] = act
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name not in _waiting:
            return None
        act = _waiting.pop(name)
        spec = importlib.util.find_spec(name)
        if spec is not None:
            spec.loader.exec_module = _then(spec.loader.exec_module, act)
        return spec


def _then(execute, act):
    def exec_module(module):
        execute(module)
        act(module)

    return exec_module


FINDER = _Finder()
