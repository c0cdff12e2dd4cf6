import functools
import os

import pytest

from legacy_repro import backends, theano

# What only JAX's environment can run, and what is Numba's own.
collect_ignore = {
    "jax": ["test_numba.py"],
    "numba": ["test_jax.py", "test_placement.py"],
}.get(os.environ.get("LEGACY_REPRO_BACKEND"), ["test_jax.py", "test_placement.py", "test_numba.py"])


@pytest.fixture
def function(backend):
    """`theano.function` on the backend that the suite runs on."""
    return functools.partial(theano.function, mode=backends.mode(backend))
