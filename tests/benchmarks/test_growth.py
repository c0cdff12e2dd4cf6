import pytest

from benchmarks import growth, pictures, results, tables
from benchmarks.contenders import Contender
from benchmarks.process import Limits, Worker, WorkerDied

NUMPY = Contender("numpy", "numpy", "numpy")
BROKEN = Contender("broken", "broken", "numpy", {"no such": "option"})
IMAGE = 784 * 4  # bytes


@pytest.fixture
def small_points(monkeypatch):
    """Let the points be of the MLP, which NumPy can train."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setattr(growth, "AXES", {"batch": (1_000, 50_000)})
    monkeypatch.setattr(growth, "network", lambda _, images: {"name": "mlp", "images": images})


def test_each_point_has_a_process_and_a_failure_ends_a_line(small_points, tmp_path):
    said = []
    points = growth.measure([BROKEN, NUMPY], Limits(), said.append)
    broken, small, large = rows = results.growth(points)
    assert said[2:] == ["growth: batch 50000, broken", "growth: batch 50000, numpy"]

    assert (small["axis"], small["value"], small["backend"]) == ("batch", 1_000, "numpy")
    assert len(small["step"]["values"]) == growth.TURNS
    assert large["memory"] - small["memory"] > 0.9 * 49_000 * IMAGE
    assert large["imported"] == pytest.approx(small["imported"], rel=0.2)
    assert "unexpected keyword argument 'no such'" in broken["failed"]

    cells = [line.split("|")[1:3] for line in tables.growth(rows)[1].splitlines()]
    assert [cell.strip() for cell in cells[2]] == ["broken", "stopped"]
    pictures.growth(tmp_path / "growth.png", rows)
    assert (tmp_path / "growth.png").stat().st_size > 10_000


def test_axes():
    assert growth.network("batch", 64) == {"name": "growing", "batch_size": 64, "images": 64}
    assert growth.network("side", 56) == {"name": "growing", "shape": (1, 56, 56)}


@pytest.mark.parametrize(
    ("limits", "spent"), [(Limits(seconds=0.3), r"\d s"), (Limits(memory=1), r"0\.\d GB")]
)
def test_what_takes_too_much_is_stopped(limits, spent):
    with Worker(NUMPY) as worker:
        worker.activate()
        worker.ask("compile", kind="training", network={"name": "mlp", "images": 20})
        worker.limits = limits
        with pytest.raises(WorkerDied, match=f"^stopped at {spent}: numpy, asked to turn"):
            worker.ask("turn", kind="training", seconds=3600)
        assert worker.process.wait() < 0
