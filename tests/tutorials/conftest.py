import os
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIALS = Path(__file__).parents[2] / "tutorials"


@pytest.fixture
def run_tutorial(tmp_path):
    """Return a function that runs a tutorial in an empty folder, as a user would."""

    def run(name, *arguments, data, status=0):
        command = [sys.executable, "-m", "legacy_repro", "run", str(TUTORIALS / name), *arguments]
        environ = {**os.environ, "LEGACY_REPRO_DATA": str(data)}
        ended = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=tmp_path)
        assert ended.returncode == status, ended.stderr
        return ended

    return run
