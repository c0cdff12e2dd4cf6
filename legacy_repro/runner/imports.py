"""Act on a module once a script has imported it, and never if it does not."""

import importlib.abc
import sys

_acts = {}


def after(name, act):
    """Call ``act(module)`` whenever the module `name` has been executed: now, if it was before.

    Several actions may wait for one module; the same one is called once.
    """
    acts = _acts.setdefault(name, [])
    if act in acts:
        return
    acts.append(act)
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)
    if sys.modules.get(name):
        act(sys.modules[name])


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name not in _acts:
            return None
        for finder in sys.meta_path:
            if finder is not self and hasattr(finder, "find_spec"):
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    return _acting(spec)
        return None


def _acting(spec):
    """Let a spec's loader act on the module; a folder without code has none."""
    if hasattr(spec.loader, "exec_module") and not isinstance(spec.loader, _Loader):
        spec.loader = _Loader(spec)
    return spec


class _Loader:
    """Another loader, which gets its place back as it executes the module."""

    def __init__(self, spec):
        self._spec = spec
        self._loader = spec.loader

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def exec_module(self, module):
        self._spec.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        for act in _acts[self._spec.name]:
            act(module)


FINDER = _Finder()
