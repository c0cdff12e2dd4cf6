"""Our C++ and matrix products on one thread and on several, in processes of their own."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytensor
import pytest

from legacy_repro.backends import blas, threads
from legacy_repro.ops.thread_pool import count

IMPORTS = """
import hashlib, multiprocessing
import numpy as np
import legacy_repro; legacy_repro.activate("c")
import pytensor, theano, theano.tensor as T
from theano.sandbox.rng_mrg import MRG_RandomStreams
from legacy_repro.ops.conv2d import Conv2d, PooledConv2d, PooledConv2dGrad

def digest(arrays):
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()

x = np.random.RandomState(0).randn(300, 300).astype("float32")
"""
PRODUCTS = """
a, b = T.fmatrix(), T.fmatrix()
mask = MRG_RandomStreams(3).binomial((300, 300), dtype="float32")
f = theano.function([a, b], [T.dot(a, b), T.dot(a.T, b), T.dot(a, b.T), mask])

def numbers():
    return digest(f(x, x))
"""
CONVOLUTIONS = """
x, W, to_z, to_pooled, b = T.ftensor4s(4) + [T.fvector()]
z = Conv2d()(x, W)
pooled, codes = PooledConv2d(window=(2, 2))(x, W, b)
way_back = PooledConv2dGrad(window=(2, 2), to_images=True)
outputs = [z, *T.grad((z * to_z).sum(), [x, W]), pooled, *way_back(x, W, codes, to_pooled)]
f = theano.function([x, W, to_z, to_pooled, b], outputs)
rng = np.random.RandomState(0)
for images in (1, 3, 37):
    for channels in (1, 16):
        inputs = (images, channels, 31, 30), (6, channels, 3, 3)
        shapes = *inputs, (images, 6, 29, 28), (images, 6, 14, 14), (6,)
        values = [rng.randn(*shape).astype("float32") for shape in shapes]
        # Several times, as threads may be late.
        print(*[digest([output]) for _ in range(4) for output in f(*values)])
"""
FORK = """
numbers()
states = f.get_shared()[0]
start = states.get_value()
expected = numbers()
states.set_value(start)
with multiprocessing.get_context("fork").Pool(1) as pool:
    print(pool.apply_async(numbers).get(60) == expected)
"""
FORK_WITH_OPENMP = """
y = T.fmatrix()
g = theano.function([y], y[:, ::2] + T.exp(y[::-1, ::2]))
def total():
    return float(g(x).sum())
expected = total()
with multiprocessing.get_context("fork").Pool(1) as pool:
    print(pool.apply_async(total).get(60) == expected)
"""


def run(code, **environ):
    """Return the words that a process prints."""
    environ = {**os.environ, "THEANORC": os.devnull, **environ}
    ended = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", IMPORTS + code],
        capture_output=True,
        text=True,
        env=environ,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.split()


@pytest.mark.parametrize(
    "code", [PRODUCTS + "print(numbers())", CONVOLUTIONS], ids=["products", "convolutions"]
)
def test_the_number_of_threads_changes_no_number(code):
    alone, *together = [run(code, OMP_NUM_THREADS=str(n)) for n in (1, 2, 3, 5)]
    assert alone and together == [alone] * 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_goes_on():
    assert run(PRODUCTS + FORK, OMP_NUM_THREADS="2") == ["True"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_goes_on_where_pytensor_uses_openmp():
    flags = "openmp=True,openmp_elemwise_minsize=0"
    assert run(FORK_WITH_OPENMP, OMP_NUM_THREADS="2", THEANO_FLAGS=flags) == ["True"]


def test_without_openmp_the_blas_keeps_its_threads():
    show = "print('-lproducts' in pytensor.config.blas__ldflags)"
    assert run(show) == ["True"]
    assert run(show, THEANO_FLAGS="openmp=False") == ["False"]


@pytest.fixture
def uncached(monkeypatch):
    monkeypatch.setattr(threads, "use", threads.use.__wrapped__)


def test_a_blas_whose_threads_nobody_can_set_stays(uncached, tmp_path):
    source, library = tmp_path / "blas.c", tmp_path / "libplain.so"
    source.write_text("void sgemm_(void) {} void dgemm_(void) {}")
    command = [pytensor.config.cxx, "-x", "c", str(source), "-shared", "-fPIC", "-o", str(library)]
    subprocess.run(command, check=True)
    flags = f"-L{tmp_path} -lplain -Wl,-rpath,{tmp_path}"
    with pytensor.config.change_flags(blas__ldflags=flags):
        threads.use()
        assert pytensor.config.blas__ldflags == flags
        assert threads._library(flags).exists()


def test_a_library_that_does_not_compile_is_done_without(uncached):
    with pytensor.config.change_flags(blas__ldflags="-lno_such_blas"):
        threads.use()
        assert pytensor.config.blas__ldflags == "-lno_such_blas"


def test_the_blas_has_one_thread_and_its_other_routines(uncached):
    with pytensor.config.change_flags(blas__ldflags=blas.openblas_from_pip()):
        threads.use()
        flags = pytensor.config.blas__ldflags.split()
    assert "-Dsgemm_=sliced_sgemm_" in flags and "-Dsgemm_=scipy_sgemm_" not in flags
    assert "-Dsgemv_=scipy_sgemv_" in flags
    folder = Path(next(flag for flag in flags if "scipy_openblas32" in flag)[2:])
    (path,) = folder.glob("libscipy_openblas.*")
    assert ctypes.CDLL(str(path)).scipy_openblas_get_num_threads() == 1


@pytest.mark.parametrize(
    ("asked", "expected"), [("3", 3), ("2,4", 2), ("99999", 1024), ("0", None), ("x", None)]
)
def test_how_many_threads(monkeypatch, asked, expected):
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert count() == (expected or len(os.sched_getaffinity(0)))
    monkeypatch.setenv("THEANO_FLAGS", "openmp=False")
    assert count() == 1
