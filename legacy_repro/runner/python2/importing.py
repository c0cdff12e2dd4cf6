"""Modules beside a script, translated when they are Python 2; those elsewhere are left alone."""

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
    """Translate what is imported from a folder or below it.

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
            raise ImportError("outside the script's folder", path=path)
        return find(path)

    sys.path_hooks.insert(0, hook)
    for path in [path for path in sys.path_importer_cache if is_its_own(path, folder)]:
        del sys.path_importer_cache[path]


def is_its_own(path, folder):
    """Say whether a path lies in a script's folder, and belongs to nothing installed there."""
    path = os.path.realpath(path or os.getcwd())
    if not _is_in(path, folder) or not _INSTALLED.isdisjoint(
        os.path.relpath(path, folder).split(os.sep)
    ):
        return False
    others = map(os.path.realpath, _OTHERS)
    return not any(_is_in(path, other) and not _is_in(folder, other) for other in others)


def _is_in(path, folder):
    return path == folder or path.startswith(os.path.join(folder, ""))
