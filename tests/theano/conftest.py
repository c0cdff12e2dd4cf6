import hashlib
from pathlib import Path

import numpy as np
import pytensor
import pytest


@pytest.fixture
def compiled(mode):
    """Compile under floatX=float32."""
    with pytensor.config.change_flags(floatX="float32"):
        yield lambda outputs, inputs=(), **options: pytensor.function(
            list(inputs), outputs, mode=mode, **options
        )


@pytest.fixture(scope="session")
def golden():
    """The random numbers recorded from Theano, by key."""
    return np.load(Path(__file__).parents[1] / "data" / "mrg_golden.npz")


@pytest.fixture
def assert_golden(golden):
    """Compare bit for bit, with the SHA-256 of the bytes where the array is large."""

    def compare(key, value):
        if f"{key}_sha256" in golden:
            digest = hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()
            assert digest == str(golden[f"{key}_sha256"]), key
        else:
            assert value.dtype == golden[key].dtype, key
            np.testing.assert_array_equal(value, golden[key], err_msg=key)

    return compare
