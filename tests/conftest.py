"""The suite runs on the backend that LEGACY_REPRO_BACKEND names, as `tox` sets it; else on C."""

import os
import signal
from pathlib import Path

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # Shells let jobs in the background ignore Ctrl-C, and with them what tests start to press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ.setdefault("MPLBACKEND", "agg")
os.environ["THEANORC"] = os.devnull
os.environ.pop("THEANO_FLAGS", None)

import pytest
from pytensor.compile.mode import Mode

import legacy_repro
from legacy_repro import backends, say

legacy_repro.activate()
BACKEND = os.environ.get("LEGACY_REPRO_BACKEND") or "c"


@pytest.fixture
def backend():
    """Return the name of the backend that the suite runs on."""
    return BACKEND


@pytest.fixture(params=["numpy", BACKEND])
def mode(request):
    """Return a mode to compile with: first without a backend, then with the suite's."""
    numpy = request.param == "numpy"
    return Mode("py", "fast_compile") if numpy else backends.mode(BACKEND)


@pytest.fixture(autouse=True)
def _nothing_said_yet(monkeypatch):
    monkeypatch.setattr(say, "_said", [])


@pytest.fixture(scope="session")
def mnist_folder():
    """Return a folder with MNIST's four files: that of LEGACY_REPRO_DATA, else the download's."""
    from legacy_repro.datasets import mirrors, mnist

    if mnist.asked_for() == "digits":
        pytest.skip("MNIST is needed, and LEGACY_REPRO_DATA asks for the digits")
    try:
        return Path(mnist.asked_for() or mnist.filled_cache()).resolve()
    except mirrors.Unreachable as error:
        pytest.skip(f"MNIST is needed and can't be had: {error}")
