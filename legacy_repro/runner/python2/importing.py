"""Modules of a script, translated when they are Python 2; those elsewhere are left alone.

They are in its folder or below, or in a folder that it adds to sys.path itself.
"""

import functools
import os
import sys
from importlib import machinery

import legacy_repro
from legacy_repro.runner.python2 import code, dialect

_INSTALLED = {"site-packages", "dist-packages"}
_HOME = os.path.dirname(legacy_repro.__file__)
# What may lie below a script in a home folder or a checkout, and is not the script's.
_OTHERS = (sys.prefix, sys.base_prefix, _HOME, os.path.join(os.path.dirname(_HOME), "layers"))

_GIVEN = frozenset(sys.path[1:])  # before any script; the first is the current folder's


class Loader(machinery.SourceFileLoader):
    """Loads a module's source file, translated if it is Python 2; a translation is not cached."""

    def __init__(self, name, path, of_python2):
        super().__init__(name, path)
        self.of_python2 = of_python2

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        source = self.get_data(path)
        if not dialect.is_python2(source, path, neighbour=self.of_python2):
            return super().get_code(fullname)
        in_package = self.is_package(fullname) or "." in fullname
        return code.compile_python2(source, path, in_package)


def install(folder, of_python2):
    """Translate what is imported from a script's folder or below it, or from where it adds.

    of_python2: the script there is Python 2, so a module that would do as both is Python 2 too.
    """
    folder = os.path.realpath(folder)
    details = [
        (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
        (functools.partial(Loader, of_python2=of_python2), machinery.SOURCE_SUFFIXES),
        (machinery.SourcelessFileLoader, machinery.BYTECODE_SUFFIXES),
    ]
    find = machinery.FileFinder.path_hook(*details)

    def hook(path):
        if not is_its_own(path, folder):
            raise ImportError("outside the script's folders", path=path)
        return find(path)

    sys.path_hooks.insert(0, hook)
    for path in [path for path in sys.path_importer_cache if is_its_own(path, folder)]:
        del sys.path_importer_cache[path]


def is_its_own(path, folder):
    """Say whether a path is a script's, and belongs to nothing installed; folder: the script's."""
    path = os.path.realpath(path or os.getcwd())
    below = os.path.relpath(path, folder) if _is_in(path, folder) else path
    if not _INSTALLED.isdisjoint(below.split(os.sep)):
        return False
    others = [other for other in map(os.path.realpath, _OTHERS) if not _is_in(folder, other)]
    if any(_is_in(path, other) for other in others):
        return False
    return _is_in(path, folder) or any(_is_in(path, place) for place in _added())


def _added():
    """Return the folders that the script has added to sys.path."""
    places = [place for place in sys.path if isinstance(place, str) and place not in _GIVEN]
    return map(os.path.realpath, places)


def _is_in(path, folder):
    return path == folder or path.startswith(os.path.join(folder, ""))
