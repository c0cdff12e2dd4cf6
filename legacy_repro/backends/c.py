"""The C backend: PyTensor compiles every node with the C++ compiler and runs them in a C loop."""

import functools
import sysconfig
from pathlib import Path

import pytensor

from legacy_repro.backends import precompiled


def lacking():
    """Return what is missing to compile C and how to mend it, or None."""
    if not pytensor.config.cxx:
        return "no C++ compiler found (Debian: apt install g++, macOS: xcode-select --install)"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "Python's C headers are not installed (Debian: apt install python3-dev)"
    return None


def use():
    """Make C the default of every function compiled from now on."""
    prepare()
    if pytensor.config.linker != "vm":  # which a flag of the user's may have asked for
        pytensor.config.linker = "cvm"


@functools.cache
def prepare():
    """Make C compile faster."""
    if "-g0" not in pytensor.config.gcc__cxxflags:
        # PyTensor asks for debugging information, a seventh of the time to compile.
        pytensor.config.gcc__cxxflags += " -g0"
    precompiled.use()
