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
    _refuse_random_state()
    pytensor.config.linker = "numba"


def _refuse_random_state():
    """Say in one line that Numba has no RandomState, before Numba says it in ninety."""
    from pytensor.link.numba.dispatch.basic import numba_funcify

    from legacy_repro.ops.random_state import Draw

    @numba_funcify.register(Draw)
    def refuse(op, node, **kwargs):
        raise NotImplementedError(
            "RandomStreams draws with NumPy's RandomState, which Numba does not have: "
            "use MRG_RandomStreams, or --backend c"
        )
