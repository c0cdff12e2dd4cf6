"""Modules that are gone, served when a script imports them."""

import importlib
import importlib.abc
import importlib.util
import sys

_HERE = "legacy_repro.runner.python2.removed"
GONE = {"imp": f"{_HERE}.imp", "xml.etree.cElementTree": "xml.etree.ElementTree"}
EMPTIED = {"scipy.misc": f"{_HERE}.scipy_misc"}  # still there, with nothing in it


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves the names of a table as the modules that are in their place."""

    def __init__(self, homes):
        self.homes = homes

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name in self.homes else None

    def create_module(self, spec):
        module = importlib.import_module(self.homes[spec.name])
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module):
        """Give the module back the spec that the import system has just replaced by the alias's."""
        module.__spec__ = module.__spec__.loader_state


_last, _first = Finder(GONE), Finder(EMPTIED)


def install():
    """Serve what nobody else has, and what is there without content."""
    if _last not in sys.meta_path:
        sys.meta_path.append(_last)
        sys.meta_path.insert(0, _first)
