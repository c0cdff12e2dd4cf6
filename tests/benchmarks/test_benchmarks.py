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
    out, err = finish(benchmark(*options, "--out", str(tmp_path)))
    (row,) = read(tmp_path)["training"]
    for quantity in ("import cold", "compile cold", "import warm", "compile warm", "step"):
        assert_spread(row[quantity], number=1)
    assert len(rows(out, "mlp", QUICK_TO_START, *[TIME] * 4)) == 1
    stages = ["compiles, cold", "compiles, warm"]
    assert err.splitlines() == [f"mlp: {QUICK_TO_START} {stage}" for stage in stages] + [
        "mlp: training"
    ]


def test_training_and_data_sizes(tmp_path):
    options = ("--networks", "mlp", "--backends", BACKEND, "--starts", "0", "--rounds", "2")
    process = benchmark(
        *(*options, "--data-sizes", "1,2", "--out", str(tmp_path)), OMP_NUM_THREADS="1"
    )
    out, _ = finish(process)
    found = read(tmp_path)
    assert list(found["backends"]) == [BACKEND] and found["left out"] == {}
    assert "pytensor" in found["backends"][BACKEND]["versions"]
    assert found["threads"]["OMP_NUM_THREADS"] == "1"

    (row,) = found["training"]
    assert (row["network"], row["batch size"], row["backend"]) == ("mlp", 20, BACKEND)
    assert "compile cold" not in row
    assert_spread(row["step"], number=2)
    assert row["epoch"]["median"] == pytest.approx(2500 * row["step"]["median"])
    assert [row["megabytes"] for row in found["data sizes"]] == [1, 2]
    for row in found["data sizes"]:
        assert_spread(row["step"], number=2)

    assert (tmp_path / "table.md").read_text(encoding="utf-8") in out
    assert len(rows(out, "mlp", BACKEND, "20", TIME, f"{TIME} - {TIME}", TIME)) == 1
    assert len(rows(out, BACKEND, TIME, TIME, r"[\d.]+")) == 1


def test_ctrl_c_ends_the_workers(tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = benchmark(
        *("--networks", "mlp", "--backends", BACKEND, "--out", str(tmp_path)),
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
    process = benchmark("--backends", "c", "--out", str(tmp_path), PATH=str(tmp_path))
    _, err = finish(process, status=2)
    assert err.startswith("c is left out: no C++ compiler found (Debian: apt install g++")
    assert err.splitlines()[1:] == ["benchmarks: there is no backend to measure"]


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--backends", "c,cuda", "argument --backends: 'cuda' is none of c, numba, jax"),
        ("--networks", "lenet", "argument --networks: 'lenet' is none of mlp, cnn-50, cnn-500"),
        ("--data-sizes", "6,0", "argument --data-sizes: 6,0: a data set has at least 1 MB"),
    ],
)
def test_what_is_unknown_is_refused(option, value, sentence):
    _, err = finish(benchmark(option, value), status=2)
    assert sentence in err
