"""The Numba backend: PyTensor turns the whole graph into Python that Numba compiles."""

import functools
import warnings

import pytensor

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
    from legacy_repro.backends.numba import indexing, linker

    # An operation without Numba runs its NumPy; a paragraph about each would bury what is printed.
    warnings.filterwarnings("ignore", "Numba will use object mode", UserWarning)
    implementations("numba")
    indexing.guard()
    linker.install()
