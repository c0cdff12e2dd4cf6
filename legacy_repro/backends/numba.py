"""The Numba backend: PyTensor turns the whole graph into Python that Numba compiles."""

import pytensor


def lacking():
    """Return what is missing: nothing, PyTensor brings Numba itself."""
    return None


def use():
    """Make Numba the default of every function compiled from now on."""
    pytensor.config.linker = "numba"
