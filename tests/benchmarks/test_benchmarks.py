import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BACKEND = os.environ.get("LEGACY_REPRO_BACKEND") or "c"
QUICK_TO_START = "c" if BACKEND == "numba" else BACKEND  # Numba compiles for a minute and more
HOW = ("cold", "warm")
TIME = r"[\d.]+ (?:s|ms|µs)(?: \([\d.]+\))?"


def benchmark(*arguments, **environ):
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def finish(process, status=0):
    out, err = process.communicate()
    assert process.returncode == status, err
    return out, err


def read(folder):
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def assert_spread(found, number):
    lower, upper = found["quartiles"]
    assert 0 < lower <= found["median"] <= upper
    assert len(found["values"]) == number


def rows(out, *cells):
    line = r" +\| ".join(cells)
    return re.findall(rf"^\| {line} +\|$", out, re.MULTILINE)


def test_starts_cold_and_warm(tmp_path):
    options = ("--networks", "mlp", "--backends", QUICK_TO_START, "--starts", "1", "--rounds", "1")
    out, err = finish(benchmark(*options, "--peers", "", "--out", str(tmp_path)))
    row = read(tmp_path)["training"][0]
    for quantity in ("import cold", "compile cold", "import warm", "compile warm", "step"):
        assert_spread(row[quantity], number=1)
    assert len(rows(out, "mlp", QUICK_TO_START, *[TIME] * 4)) == 1
    assert err.splitlines() == [
        *(f"mlp: {name} compiles, {how}" for name in (QUICK_TO_START, "sgemm") for how in HOW),
        "mlp: steps",
    ]


def test_training_and_data_sizes(tmp_path):
    options = ("--networks", "mlp", "--backends", BACKEND, "--starts", "0", "--rounds", "2")
    options += ("--peers", "numpy", "--data-sizes", "1,2", "--out", str(tmp_path))
    out, _ = finish(benchmark(*options, OMP_NUM_THREADS="1"))
    found = read(tmp_path)
    assert list(found["backends"]) == [BACKEND, "numpy"] and found["left out"] == {}
    assert "pytensor" in found["backends"][BACKEND]["versions"]
    assert found["threads"]["OMP_NUM_THREADS"] == "1"

    ours, by_hand, sgemm = found["training"]
    for row, name in ((ours, BACKEND), (by_hand, "numpy")):
        assert (row["network"], row["batch size"], row["backend"]) == ("mlp", 20, name)
        assert "compile cold" not in row
        assert_spread(row["step"], number=2)
        assert_spread(row["prediction"], number=2)
        step = row["step"]["median"]
        assert row["epoch"]["median"] == pytest.approx(2500 * step)
        assert row["GFLOP/s"]["step"] == pytest.approx(20 * 159_800 / step / 1e9)
        # more than the images, less than the machine has
        assert 50_000 * 784 * 4 < row["memory"]["median"] < 1e12
    assert sgemm["GFLOP/s"]["step"] == pytest.approx(2 * 2048**3 / sgemm["step"]["median"] / 1e9)
    losses = [row["first loss of prediction"]["median"] for row in (ours, by_hand)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    assert [row["megabytes"] for row in found["data sizes"]] == [1, 2]
    for row in found["data sizes"]:
        assert_spread(row["step"], number=2)

    assert (tmp_path / "table.md").read_text(encoding="utf-8") in out
    arithmetic = (r"[\d.]+", r"\d+%", r"\d+ MB")
    step = (BACKEND, "20", TIME, f"{TIME} - {TIME}")
    assert len(rows(out, "mlp", *step, TIME, *arithmetic)) == 1
    assert len(rows(out, "mlp", *step, *arithmetic)) == 1
    assert (tmp_path / "speed.png").read_bytes().startswith(b"\x89PNG")
    assert len(rows(out, BACKEND, TIME, TIME, r"[\d.]+")) == 1


def test_ctrl_c_ends_the_workers(tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = benchmark(
        *("--networks", "mlp", "--backends", BACKEND, "--peers", "", "--out", str(tmp_path)),
        TMPDIR=str(temporary),
    )
    assert "compiles, cold" in process.stderr.readline()
    while not list(temporary.glob("benchmarks-*/*")):  # which its worker makes
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = finish(process, status=130)  # when standard error ends, which workers share
    assert (out, err) == ("", "benchmarks: stopped\n")
    assert not list(temporary.iterdir())


def test_a_backend_that_cannot_be_used_is_named_with_the_remedy(tmp_path):
    options = ("--backends", "c", "--peers", "", "--out", str(tmp_path))
    process = benchmark(*options, PATH=str(tmp_path))
    _, err = finish(process, status=2)
    assert err.startswith("c is left out: no C++ compiler found (Debian: apt install g++")
    assert err.splitlines()[1:] == ["benchmarks: there is nothing to measure"]


def test_a_peer_that_is_not_there_is_named_with_the_remedy(tmp_path):
    options = ("--networks", "", "--backends", "", "--peers", "torch,theano")
    python = str(tmp_path / "python")
    process = benchmark(*options, "--peers-python", python, "--theano", sys.executable)
    _, err = finish(process, status=2)
    torch, theano, rest = err.splitlines()
    assert torch == (
        f"torch is left out: {python} has no torch; {python} -m pip install torch, "
        "or give an interpreter that has it: --torch PYTHON"
    )
    assert f"theano is left out: {sys.executable} has no theano and no lasagne; " in theano
    assert "pip install theano==1.0.5 Lasagne==0.1" in theano
    assert rest == "benchmarks: there is nothing to measure"


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--backends", "c,cuda", "argument --backends: 'cuda' is none of c, numba, jax"),
        ("--networks", "resnet", "argument --networks: 'resnet' is none of mlp, mlp-800, cnn-50"),
        ("--peers", "chainer", "argument --peers: 'chainer' is none of theano, torch, keras"),
        ("--data-sizes", "6,0", "argument --data-sizes: 6,0: a data set has at least 1 MB"),
    ],
)
def test_what_is_unknown_is_refused(option, value, sentence):
    _, err = finish(benchmark(option, value), status=2)
    assert sentence in err
