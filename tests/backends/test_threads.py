"""Matrix products and masks on one thread and on several, in processes of their own."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytensor
import pytest

from legacy_repro.backends import blas, threads
from legacy_repro.ops import openmp

COMPILE = """
import hashlib, multiprocessing, sys
import numpy as np
import legacy_repro; legacy_repro.activate("c")
import pytensor, theano, theano.tensor as T
from theano.sandbox.rng_mrg import MRG_RandomStreams

a, b = T.fmatrix(), T.fmatrix()
mask = MRG_RandomStreams(3).binomial((300, 300), dtype="float32")
f = theano.function([a, b], [T.dot(a, b), T.dot(a.T, b), T.dot(a, b.T), mask])
x = np.random.RandomState(0).randn(300, 300).astype("float32")

def numbers():
    return hashlib.sha256(b"".join(y.tobytes() for y in f(x, x))).hexdigest()
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
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", COMPILE + code],
        capture_output=True,
        text=True,
        env=environ,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.split()


def test_the_number_of_threads_changes_no_number():
    found = [run("print(numbers())", OMP_NUM_THREADS=str(n)) for n in (1, 2, 5)]
    assert found[0] == found[1] == found[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_goes_on():
    assert run(FORK, OMP_NUM_THREADS="2") == ["True"]


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
    ("asked", "count"), [("3", 3), ("2,4", 2), ("99999", 1024), ("0", None), ("x", None)]
)
def test_how_many_threads(monkeypatch, asked, count):
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert openmp.threads() == (count or len(os.sched_getaffinity(0)))
    monkeypatch.setenv("THEANO_FLAGS", "openmp=False")
    assert openmp.threads() == 1
