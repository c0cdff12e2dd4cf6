import doctest

import pytest

from benchmarks import measure, networks, pictures, results, tables
from benchmarks.contenders import SGEMM, Contender
from benchmarks.networks import flops
from benchmarks.process import WorkerDied

CONTENDERS = [
    Contender("c", "c", "ours", {"backend": "c"}),
    Contender("torch", "torch", "torch"),
    Contender("torch channels-last", "torch", "torch", {"channels_last": True}),
    Contender("keras xla", "keras", "keras"),
    SGEMM,
]
WORK = flops.training(networks.get("cnn-500"))


def measurements(name, step, prediction):
    for seconds in (step, 9 * step, step / 2):
        yield name, "step", seconds
        yield name, "prediction", prediction
    yield name, "first loss of prediction", 2.3
    yield name, "memory", 250e6


@pytest.fixture
def rows():
    measured = [
        *measurements("c", step=WORK / 200e9, prediction=0.004),
        *measurements("torch", step=4 * WORK / 200e9, prediction=0.010),
        *measurements("torch channels-last", step=2.5 * WORK / 200e9, prediction=0.012),
        ("keras xla", "failed", "a worker of keras xla ended with status 1"),
        ("sgemm", "step", 2 * 2048**3 / 250e9),
        ("sgemm", "memory", 60e6),
    ]
    return results.network("cnn-500", CONTENDERS, measured)


@pytest.fixture
def found(rows):
    return {
        **{"date": "today", "machine": {"cores": 2}, "threads": {"OMP_NUM_THREADS": "2"}},
        "backends": {"c": {"device": "CPU only", "versions": {"python": "3.13"}}},
        "left out": {"theano": "there is no Theano"},
        **{"starts": 0, "rounds": 3, "training": rows, "growth": [], "data sizes": []},
    }


def cells(text, *first):
    """Return the cells behind the first ones of each line that begins with them."""
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    return [line[len(first) :] for line in lines if tuple(line[: len(first)]) == first]


def test_ratios_and_arithmetic(found):
    text = tables.text(found)
    (training, prediction) = cells(text, "cnn-500", "torch channels-last", "500")
    assert training[0] == "78.0 ms (2.50)"
    assert training[-3:] == ["80", "32%", "250 MB"]  # 200 / 2.5 of 250
    assert prediction[0] == "12.0 ms (3.00)"
    assert cells(text, "cnn-500", "c", "500")[0][-3:] == ["200", "80%", "250 MB"]
    assert cells(text, "cnn-500", "sgemm")[0][-3:] == ["250", "100%", ""]
    epoch = 100 * WORK / 200e9
    assert cells(text, "cnn-500", "c", "500")[0][2] == f"{epoch:.2f} s"


def test_the_fastest_variant_counts(found):
    text = tables.text(found)
    assert cells(text, "", "c") == [["torch"]]
    assert cells(text, "cnn-500, training") == [["31.2 ms (1.00)", "78.0 ms (2.50) channels-last"]]
    assert cells(text, "cnn-500, prediction") == [["4.00 ms (1.00)", "10.0 ms (2.50)"]]


def test_what_is_missing_is_said(found):
    text = tables.text(found)
    assert "- theano is left out: there is no Theano\n" in text
    assert "- cnn-500 failed with keras xla: a worker of keras xla ended with status 1\n" in text
    assert "- cnn-500, loss before training: 2.300000 to 2.300000\n" in text


def test_picture(rows, tmp_path):
    pictures.speed(tmp_path / "speed.png", rows)
    assert (tmp_path / "speed.png").read_bytes().startswith(b"\x89PNG")


def test_durations():
    assert doctest.testmod(tables) == (0, 1)


def test_a_contender_that_fails_takes_no_further_part(monkeypatch):
    class Broken:
        contender = CONTENDERS[0]

        def ask(self, what, **_):
            raise WorkerDied("it ended")

    workers = {"c": Broken()}
    assert list(measure.take_turns(workers, 3, list)) == [("c", "failed", "it ended")]
