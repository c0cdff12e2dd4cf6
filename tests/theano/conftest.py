import ast
import hashlib
from pathlib import Path

import numpy as np
import pytensor
import pytensor.tensor as pt
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


@pytest.fixture
def recorded():
    """Return the settings and the results that Theano 1.0.5 had for a case of theano_nnet.npz."""
    archive = np.load(Path(__file__).parents[1] / "data" / "theano_nnet.npz")

    def look_up(case):
        keys = [key for key in archive.files if key.startswith(f"{case}/")]
        settings = ast.literal_eval(str(archive[f"{case}/settings"]))
        return settings, [archive[f"{case}/{k}"] for k in range(len(keys) - 1)]

    return look_up


def wave(function, shape):
    """Return what Theano was given when the numbers were recorded."""
    return function(np.arange(np.prod(shape, dtype=int)) + 0.5).reshape(shape)


@pytest.fixture
def sines():
    """Return an array of this shape, of sines."""
    return lambda shape: wave(np.sin, shape)


@pytest.fixture
def cosines():
    """Return an array of this shape, of cosines."""
    return lambda shape: wave(np.cos, shape)


@pytest.fixture
def with_gradients(mode):
    """Return the values of a graph, and its gradients where its own is a cosine."""

    def compute(inputs, output, values, gradient=True):
        outputs = [output]
        if gradient:
            top = pt.cos(pt.arange(output.size, dtype="float64") + 0.5).reshape(output.shape)
            outputs += pytensor.grad((output * top).sum(), inputs)
        return pytensor.function(inputs, outputs, mode=mode)(*values)

    return compute
