"""The C backend: PyTensor compiles every node with the C++ compiler and runs them in a C loop."""

import functools
import sysconfig
from pathlib import Path

import pytensor

from legacy_repro.backends import ahead, memory, precompiled, probes, threads


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
    """Make C compile faster, keep its memory, and share threads with the BLAS."""
    if "-g0" not in pytensor.config.gcc__cxxflags:
        # PyTensor asks for debugging information, a seventh of the time to compile.
        pytensor.config.gcc__cxxflags += " -g0"
    if not any(flag.startswith("-O") for flag in pytensor.config.gcc__cxxflags.split()):
        # PyTensor's own C loop over the nodes would be compiled without.
        pytensor.config.gcc__cxxflags += " -O3"
    probes.remember()
    precompiled.use()
    ahead.use()
    memory.keep()
    threads.use()
