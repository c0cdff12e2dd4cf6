"""The report, of this machine and of worse ones."""

import functools
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytensor
import pytest

from legacy_repro import __version__, backends, info
from legacy_repro.backends import blas
from legacy_repro.datasets import mnist
from legacy_repro.info import compilation, data, rows, settings, software
from legacy_repro.info.backends import default, ready

COMMAND = "import sys; from legacy_repro.__main__ import main; sys.exit(main(['info']))"


def report(before="", **environ):
    """Return the report of a process of its own, by subject."""
    environ = {**os.environ, "COLUMNS": "1000", "PYTENSOR_FLAGS": "", **environ}
    ended = subprocess.run(
        [sys.executable, "-c", before + COMMAND], capture_output=True, text=True, env=environ
    )
    assert ended.returncode == 0, ended.stderr
    texts, subject = {}, None
    for line in ended.stdout.splitlines():
        subject = line[: rows.INDENT].strip() or subject
        texts.setdefault(subject, []).append(line[rows.INDENT :])
    return texts


def test_what_is_here(tmp_path):
    said = report(
        THEANO_FLAGS=f"floatX=float32,base_compiledir={tmp_path}/compiled",
        OMP_NUM_THREADS="1",
        LEGACY_REPRO_BACKEND="numba",
        LEGACY_REPRO_CACHE=str(tmp_path / "cache"),
        LEGACY_REPRO_DATA="",
    )
    assert list(said) == list(info.SUBJECTS)
    assert said["legacy-repro"][0].startswith(f"{__version__} in ")
    assert said["THEANO_FLAGS"] == [f"floatX=float32, base_compiledir={tmp_path}/compiled"]
    assert said["floatX"] == ["float32"]
    assert Path(said["C++ compiler"][0].split(", ")[-1]).is_file()
    version = metadata.version("scipy-openblas32")
    assert said["BLAS of C"] == [f"scipy-openblas32 {version}, 1 thread (OMP_NUM_THREADS)"]
    assert said["backends"][:2] == ["c: ready, CPU", "numba: ready, CPU"]
    assert said["default"] == ["numba (LEGACY_REPRO_BACKEND=numba)"]


def test_asking_neither_compiles_nor_downloads(tmp_path):
    said = report(
        THEANO_FLAGS=f"base_compiledir={tmp_path}/compiled",
        LEGACY_REPRO_CACHE=str(tmp_path / "cache"),
        LEGACY_REPRO_DATA="",
    )
    assert said["compile cache"] == [f"{tmp_path}/compiled, 0 MB"]
    compiled = [path.suffix for path in tmp_path.glob("compiled/**/*")]
    assert not {".so", ".gch", ".nbi"} & set(compiled)
    where = f"the first run fetches it (11 MB) to {tmp_path}/cache/mnist"
    assert said["MNIST"] == [f"not downloaded yet: {where}"]
    assert not (tmp_path / "cache").exists()


def test_what_is_missing_is_named_with_the_remedy(tmp_path):
    said = report(
        before="import sys; sys.modules.update(jax=None, scipy_openblas32=None)\n"
        "import pytensor; type(pytensor.config).blas__ldflags._default = lambda: ''\n",
        PATH=str(tmp_path),
        THEANO_FLAGS="floatX=float99",
        THEANORC=str(tmp_path),
        LEGACY_REPRO_BACKEND="cuda",
        LEGACY_REPRO_DATA=str(tmp_path / "gone"),
    )
    assert said["floatX"][0].startswith("Theano's flag floatX=float99: Invalid value")
    assert said[".theanorc"] == [f"{tmp_path} is ignored, it cannot be read: Is a directory"]
    assert "apt install g++" in said["C++ compiler"][0]
    assert "pip install scipy-openblas32" in said["BLAS of C"][0]
    assert "c: no C++ compiler found (Debian: apt install g++" in said["backends"][0]
    assert any("pip install jax" in line for line in said["backends"])
    assert "no backend 'cuda'" in said["default"][0]
    assert said["MNIST"][0].startswith(f"the data folder {tmp_path}/gone is no folder; ")
    assert "Unset LEGACY_REPRO_DATA" in said["MNIST"][0]


def test_a_library_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(software.LIBRARIES, "no-such-library", "legacy-repro[such]")
    assert software.libraries().endswith(", no no-such-library (pip install legacy-repro[such])")


def test_configuration_files(monkeypatch, tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text("[global]\nfloatX = float32\n[blas]\nldflags = -lblas\n")
    bad.write_text("floatX = float32\n")
    monkeypatch.setenv("THEANORC", os.pathsep.join([str(good), str(bad), str(tmp_path / "none")]))
    first, second, third = settings.theanorc().splitlines()
    assert first == f"{good}: floatX=float32, blas.ldflags=-lblas"
    assert "no section headers" in second and str(bad) in second
    assert third == f"no file {tmp_path}/none"


def test_a_compiler_that_does_not_run():
    with pytensor.config.change_flags(cxx="no-such-compiler"):
        assert compilation.compiler().startswith("no-such-compiler does not run: ")


@pytest.mark.parametrize(
    "ldflags, text",
    [("-L/opt/lib -lblas", "-L/opt/lib -lblas, threads: OMP_NUM_THREADS=5"), ("", "none, matrix")],
)
def test_another_blas_is_known_by_its_flags(monkeypatch, ldflags, text):
    monkeypatch.setattr(blas, "link", lambda: None)
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    with pytensor.config.change_flags(blas__ldflags=ldflags):
        assert compilation.linked_blas().startswith(text)


def test_what_set_the_threads(monkeypatch):
    for name in compilation.THREADS:
        monkeypatch.delenv(name, raising=False)
    assert compilation._explained(1, ["OMP_NUM_THREADS"]) == "1 thread"
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    explained = functools.partial(compilation._explained, variables=compilation.THREADS)
    assert explained(3) == "3 threads (OMP_NUM_THREADS)"
    assert explained(2) == "2 threads (one a core)"  # asked for more than there are


@pytest.mark.parametrize(
    ("flags", "blas_of_c", "threads_of_c"),
    [
        ("", "", "2 threads (OMP_NUM_THREADS)"),
        ("openmp=False", ", 2 threads (OMP_NUM_THREADS)", "1 thread (openmp=False)"),
    ],
)
def test_who_has_the_threads(flags, blas_of_c, threads_of_c):
    said = report(THEANO_FLAGS=flags, OMP_NUM_THREADS="2", OPENBLAS_NUM_THREADS="")
    assert said["threads of C"] == [threads_of_c]
    version = metadata.version("scipy-openblas32")
    assert said["BLAS of C"] == [f"scipy-openblas32 {version}{blas_of_c}"]


def test_the_default_backend(monkeypatch):
    monkeypatch.delenv("LEGACY_REPRO_BACKEND", raising=False)
    assert default() == "c (LEGACY_REPRO_BACKEND names another)"
    monkeypatch.setattr(backends.c, "lacking", lambda: "no compiler")
    assert default() == "numba (no compiler; the work goes on with Numba, slower)"
    monkeypatch.setenv("LEGACY_REPRO_BACKEND", "numba")
    assert default() == "numba (LEGACY_REPRO_BACKEND=numba)"


def test_a_backend_that_fails_leaves_the_others_their_lines(monkeypatch):
    def lacking():
        raise RuntimeError("the driver\nis too old")

    monkeypatch.setattr(backends.c, "lacking", lacking)
    monkeypatch.setattr(backends.numba, "devices", lambda: "2 GPU (H200)", raising=False)
    assert ready().splitlines()[:2] == [
        "c: RuntimeError: the driver is too old",
        "numba: ready, 2 GPU (H200)",
    ]


def test_where_mnist_is(monkeypatch, tmp_path):
    monkeypatch.setenv("LEGACY_REPRO_DATA", "digits")
    assert "1,797 digits" in data.mnist_place()
    monkeypatch.delenv("LEGACY_REPRO_DATA")
    monkeypatch.setenv("LEGACY_REPRO_CACHE", str(tmp_path))
    cached = tmp_path / "mnist"
    cached.mkdir()
    cached.joinpath(next(iter(mnist.SHA256))).write_bytes(b"damaged")
    assert data.mnist_place().startswith(f"incomplete or damaged in {cached}: the next run")
    monkeypatch.setattr(mnist, "load_mnist", lambda folder: None)
    assert data.mnist_place() == f"{cached} (the cache)"
    monkeypatch.setenv("LEGACY_REPRO_DATA", "elsewhere")
    assert data.mnist_place() == "elsewhere (LEGACY_REPRO_DATA)"


def test_a_row_that_fails_says_why(monkeypatch):
    monkeypatch.setenv("THEANO_FLAGS", "floatX='float32")
    wrong = "THEANO_FLAGS=floatX='float32: No closing quotation"
    assert rows.told(settings.theano_flags) == wrong
    assert rows.told({}.__getitem__, "name") == "KeyError: 'name'"


def test_a_row_is_broken_between_words():
    row = rows.laid_out("subject", "a b c\n/a/path/that/is/long d", rows.INDENT + 4)
    assert row.splitlines() == [
        "subject        a b",
        "               c",
        "               /a/path/that/is/long",
        "               d",
    ]


def test_the_users_folder_is_shortened(monkeypatch):
    monkeypatch.setenv("HOME", "/home/user")
    assert rows.short("/home/user/data") == "~/data"
    assert rows.short("/home/username") == "/home/username"
