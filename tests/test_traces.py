"""The training of the originals, repeated: tests/data/traces/ holds what they recorded.

The bounds are those within which the originals agree with themselves. In float64 that is 3e-15 over
100 steps, whatever the convolution algorithm, the BLAS or the optimizer. In float32 the CNN's two
convolution algorithms drift apart, since exact ties in max-pooling fall differently.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

TRACES = Path(__file__).parent / "data" / "traces"
FLOAT32_BOUNDS = {
    "mlp": [(20, 1e-6)],
    "cnn": [(5, 1e-6), (10, 1e-4), (20, 5e-3)],
    "cnn_bs500": [(5, 1e-6), (10, 1e-4), (20, 5e-3)],
}


@pytest.fixture(scope="session")
def record(mnist_folder, tmp_path_factory):
    """Return a function that repeats a recording in a process of its own."""

    def run(network, floatX, steps):
        out = tmp_path_factory.mktemp("traces") / "out.npz"
        script = [str(TRACES / "record.py"), network, str(out), str(mnist_folder), str(steps)]
        subprocess.run(
            [sys.executable, "-m", "legacy_repro", "run", *script],
            env={**os.environ, "THEANO_FLAGS": f"floatX={floatX}"},
            check=True,
        )
        return np.load(out), np.load(TRACES / f"traces_{network}_{floatX}.npz")

    return run


def assert_same_start(ours, original):
    names = [name for name in original.files if name.startswith(("init", "mask"))]
    assert len(names) >= 8
    for name in names:
        if original[name].shape == (66,):  # a digest: its sums depend on the order of addition
            assert_allclose(ours[name][:2], original[name][:2], rtol=1e-13)
            assert_array_equal(ours[name][2:], original[name][2:])
        else:
            assert_array_equal(ours[name], original[name])


@pytest.mark.parametrize("network", ["mlp", "cnn", "cnn_bs500"])
def test_float64(record, network):
    steps = 20 if network == "cnn_bs500" else 100
    ours, original = record(network, "float64", steps)
    assert_same_start(ours, original)
    assert len(original["loss"]) == steps
    assert_allclose(ours["loss"], original["loss"], rtol=1e-10)
    assert_allclose(ours["test_loss"], original["test_loss"], rtol=1e-10)
    assert ours["test_acc"] == original["test_acc"]
    for name in original.files:
        if name.startswith("final"):
            assert_allclose(ours[name], original[name], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("network", ["mlp", "cnn", "cnn_bs500"])
def test_float32(record, network):
    ours, original = record(network, "float32", 20)
    assert_same_start(ours, original)
    for steps, bound in FLOAT32_BOUNDS[network]:
        assert_allclose(ours["loss"][:steps], original["loss"][:steps], rtol=bound)
