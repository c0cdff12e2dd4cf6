"""Scripts run by python2.load in a process of their own."""

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest

RUN = """
import os, sys
from legacy_repro.runner import python2
import legacy_repro
legacy_repro.activate()
path = sys.argv[1]
sys.path[0] = os.path.dirname(os.path.abspath(path))
try:
    with open(path, "rb") as file:
        code = python2.load(file.read(), path)
    exec(code, {"__name__": "__main__", "__file__": path})
except Exception as error:
    frames = python2.of_script(error.__traceback__.tb_next)
    sys.excepthook(type(error), error.with_traceback(frames), frames)
    sys.exit(1)
"""


@pytest.fixture(autouse=True)
def _numpy_as_it_was(monkeypatch):
    """Leave other tests the np.load that a translation replaces in its process."""
    monkeypatch.setattr(np, "load", np.load)


@pytest.fixture
def run(tmp_path):
    """Return a function that writes a script and files beside it, and runs the script."""

    def write_and_run(script, files=()):
        for name, text in {"script.py": script, **dict(files)}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        command = [sys.executable, "-c", RUN, str(tmp_path / "script.py")]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
        return subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, env=environment
        )

    return write_and_run
