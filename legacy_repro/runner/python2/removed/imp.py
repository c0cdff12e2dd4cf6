"""The module imp, which ended with Python 3.11: what scripts used of it."""

import importlib.util
import sys
import types
from importlib import reload


def load_source(name, path, file=None):
    """Import a source file as the module of a name, anew if it is there."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def new_module(name):
    """Return an empty module."""
    return types.ModuleType(name)
