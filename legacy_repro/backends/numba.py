"""The Numba backend: PyTensor turns the whole graph into Python that Numba compiles."""

import warnings

import pytensor


def lacking():
    """Return what is missing: nothing, PyTensor brings Numba itself."""
    return None


def use():
    """Make Numba the default of every function compiled from now on."""
    # Our operations run their NumPy there; a paragraph about each would bury what a script prints.
    warnings.filterwarnings("ignore", "Numba will use object mode", UserWarning)
    pytensor.config.linker = "numba"
