import functools
import os

import pytest

from legacy_repro import backends, theano

# What only one backend's environment runs.
OF_C = ["test_ahead.py", "test_precompiled.py", "test_probes.py"]
collect_ignore = {
    "jax": ["test_numba.py", *OF_C],
    "numba": ["test_jax.py", "test_placement.py", *OF_C],
}.get(os.environ.get("LEGACY_REPRO_BACKEND"), ["test_jax.py", "test_placement.py", "test_numba.py"])


@pytest.fixture
def function(backend):
    """`theano.function` on the backend that the suite runs on."""
    return functools.partial(theano.function, mode=backends.mode(backend))
