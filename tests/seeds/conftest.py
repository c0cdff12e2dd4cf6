"""The texts of the tutorials, from the folder LEGACY_REPRO_SEEDS: they are not ours to ship."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


class Text(list):
    """The lines of a text."""

    def find(self, mark, start=0):
        """Return the number of the next line that begins with a mark."""
        return next(i for i in range(start, len(self)) if self[i].startswith(mark))


@pytest.fixture
def seed():
    """Return a function that reads the text whose file's name begins with a number."""
    folder = os.environ.get("LEGACY_REPRO_SEEDS")
    if not folder:
        pytest.skip("LEGACY_REPRO_SEEDS must name the folder of the five texts")

    def read(number):
        (path,) = Path(folder).glob(f"{number}_*.txt")
        return Text(path.read_text().replace("\N{NO-BREAK SPACE}", " ").splitlines())

    return read


@pytest.fixture
def run(tmp_path, mnist_folder):
    """Return a function that runs lines of code by the command, in an empty folder."""

    def write_and_run(lines, **flags):
        (tmp_path / "script.py").write_text("\n".join(lines) + "\n")
        return subprocess.run(
            [sys.executable, "-m", "legacy_repro", "run", "script.py"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "LEGACY_REPRO_DATA": str(mnist_folder), **flags},
        )

    return write_and_run


@pytest.fixture
def filled():
    """Return a function that puts lines after those that begin with a mark, each as often as given.

    gaps: pairs of a mark and the lines that stand in its gap, in the order of the code.
    """

    def fill(code, gaps):
        gaps = list(gaps)
        for line in code:
            yield line
            if gaps and line.lstrip().startswith(gaps[0][0]):
                yield from gaps.pop(0)[1].splitlines()
        assert not gaps, f"the text has no line {gaps[0][0]!r}"

    return fill
