"""Each choice in a process of its own, as PyTensor keeps its settings for a whole process."""

import os
import subprocess
import sys

import numpy as np
import pytest

from legacy_repro import backends
from legacy_repro.backends import blas

SHOW = """
import legacy_repro; legacy_repro.activate(%s)
import pytensor, theano, theano.tensor as T
print(pytensor.config.linker, pytensor.config.floatX)
x = T.matrix()
print(theano.function([x], T.dot(x, x))([[1, 2], [3, 4]]).tolist())
"""
PRODUCT = "[[7.0, 10.0], [15.0, 22.0]]"


def show(tmp_path, argument="", before="", **environ):
    code = before + SHOW % argument
    environ = {**os.environ, "THEANORC": str(tmp_path / "none"), **environ}
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environ
    )
    return ended.stdout.splitlines(), ended.stderr.splitlines()


def test_c_is_the_default(tmp_path):
    environ = {"LEGACY_REPRO_BACKEND": ""}
    assert show(tmp_path, **environ) == (["cvm float64", PRODUCT], [])


def test_the_argument_goes_before_the_environment(tmp_path):
    out, err = show(tmp_path, "'numba'", LEGACY_REPRO_BACKEND="c")
    assert (out, err) == (["numba float64", PRODUCT], [])


def test_theano_flags(tmp_path):
    given = "floatX=float32,device=cuda,optimizer=fast_compile"
    out, err = show(tmp_path, LEGACY_REPRO_BACKEND="", THEANO_FLAGS=given)
    assert out == ["cvm float32", PRODUCT]
    assert len(err) == 1
    assert err[0].startswith("legacy-repro: device=cuda: JAX ")  # is not here, or finds no GPU
    assert err[0].endswith("); the work goes on with C on the CPU")


def test_without_a_compiler_numba_goes_on(tmp_path):
    out, err = show(tmp_path, "'c'", PATH=str(tmp_path))
    assert out == ["numba float64", PRODUCT]
    assert len(err) == 1
    assert "no C++ compiler found" in err[0] and "the work goes on with Numba" in err[0]


def test_without_a_blas_the_work_goes_on(tmp_path):
    nothing = (
        "import sys, pytensor\n"
        "sys.modules['scipy_openblas32'] = None\n"
        "type(pytensor.config).blas__ldflags._default = lambda: ''\n"
    )
    out, err = show(tmp_path, "'c'", before=nothing)
    assert out == ["cvm float64", PRODUCT]
    assert err[0] == (
        "legacy-repro: no BLAS found, matrix products will be slow: pip install scipy-openblas32"
    )
    assert len(err) == 1


def test_a_blas_that_does_not_link_is_replaced(tmp_path):
    out, err = show(tmp_path, "'c'", THEANO_FLAGS="blas.ldflags=-lno_such_blas")
    assert out == ["cvm float64", PRODUCT]
    assert len(err) == 1
    assert "does not link (blas.ldflags=-lno_such_blas)" in err[0]


def test_the_blas_from_pip_is_used_and_right():
    import pytensor
    import pytensor.tensor as pt
    from pytensor.compile.mode import Mode

    assert "scipy_openblas" in blas.openblas_from_pip()
    a, b = pt.fmatrices("a", "b")
    product = pytensor.function([a, b], pt.dot(a, b), mode=Mode("cvm", "fast_run"))
    values = np.random.RandomState(0).normal(size=(2, 30, 30)).astype("float32")
    np.testing.assert_allclose(product(*values), values[0] @ values[1], rtol=1e-4, atol=1e-5)


def test_a_gpu_is_jax(monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_BACKEND", "")
    monkeypatch.setenv("THEANO_FLAGS", "device=cuda0")
    monkeypatch.setattr(backends.jax, "lacking", lambda: None)
    monkeypatch.setattr(backends.jax, "devices", lambda: "1 GPU (of a test)")
    assert backends.decide() == ("jax", None)
    assert backends.decide("c") == ("c", None)


def test_jax_that_is_not_installed_is_refused(monkeypatch):
    monkeypatch.setattr(backends.jax, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install jax"):
        backends.decide("jax")


def test_an_unknown_backend_is_refused():
    with pytest.raises(ValueError, match="no backend 'cuda'"):
        backends.choose("cuda")
