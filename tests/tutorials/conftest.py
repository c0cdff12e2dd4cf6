"""The tutorials, run as a user runs them, in an empty folder, on the digits or on MNIST."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

TUTORIALS = Path(__file__).parents[2] / "tutorials"


@pytest.fixture
def start_tutorial(tmp_path):
    """Return a function that starts a tutorial, and returns its process."""

    def start(name, *arguments, data):
        command = [sys.executable, "-m", "legacy_repro", "run", str(TUTORIALS / name), *arguments]
        environ = {**os.environ, "LEGACY_REPRO_DATA": str(data), "PYTHONUNBUFFERED": "1"}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, stdout=pipe, stderr=pipe, text=True, env=environ, cwd=tmp_path
        )

    return start


@pytest.fixture
def run_tutorial(start_tutorial):
    """Return a function that runs a tutorial, and returns what it printed and its errors."""

    def run(name, *arguments, data="digits", status=0):
        process = start_tutorial(name, *arguments, data=data)
        out, err = process.communicate()
        assert process.returncode == status, err
        return out, err

    return run


@pytest.fixture
def kaggle_files(tmp_path):
    """Make Kaggle's files of the digits, where the tutorial of Keras looks for them."""
    from legacy_repro.datasets import kaggle, load_digits

    kaggle.write_pair(tmp_path / "data", load_digits())


@pytest.fixture
def check_pictures(tmp_path):
    """Return a function that checks that the pictures, and no others, show something."""

    def check(*names):
        assert sorted(os.listdir(tmp_path / "figures")) == sorted(names)
        for name in names:
            with Image.open(tmp_path / "figures" / name) as picture:
                greys = np.asarray(picture.convert("L"))
            assert min(greys.shape) > 200, name
            assert len(np.unique(greys)) > 50, name

    return check
