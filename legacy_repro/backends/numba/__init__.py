"""The Numba backend: PyTensor turns the whole graph into Python that Numba compiles."""

import functools
import warnings

import pytensor

from legacy_repro.backends import memory
from legacy_repro.backends.implementations import implementations


def lacking():
    """Return what is missing: nothing, PyTensor brings Numba itself."""
    return None


def use():
    """Make Numba the default of every function compiled from now on."""
    prepare()
    pytensor.config.linker = "numba"


@functools.cache
def prepare():
    """Teach PyTensor's Numba our operations, RandomStates, and to check indices."""
    from numba.core.errors import NumbaWarning

    from legacy_repro.backends.numba import indexing, linker, scan

    # That an operation runs its NumPy, that a product of slices is slower, that a function can't be
    # kept on disk: a paragraph about each would bury what a script prints.
    warnings.filterwarnings("ignore", "Numba will use object mode", UserWarning)
    warnings.filterwarnings("ignore", category=NumbaWarning)
    memory.keep()
    implementations("numba")
    indexing.guard()
    scan.guard()
    linker.install()
