"""What is said of a data file that is not there."""

import os
from pathlib import Path

import pytest

from legacy_repro.runner.downloads import add_note, missing


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("mnist.pkl.gz", "mnist.pkl.gz ."),
        (b"../data/mnist.pkl.gz", "mnist.pkl.gz ../data"),
        ("/a b/train-images-idx3-ubyte", "train-images-idx3-ubyte '/a b'"),
        ("t10k-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz ."),
    ],
)
def test_a_missing_data_file_is_named_with_its_command(path, command):
    with pytest.raises(OSError) as caught:
        os.open(path, os.O_RDONLY)
    add_note(caught.value)
    assert caught.value.__notes__ == [
        f"legacy-repro makes this file of MNIST's digits: legacy-repro data {command}"
    ]


def test_numpy_names_a_missing_table_in_its_text():
    import numpy as np

    with pytest.raises(FileNotFoundError) as caught:
        np.loadtxt("data/train.csv", delimiter=",")
    add_note(caught.value)
    assert caught.value.__notes__[0].endswith("legacy-repro data train.csv data")


def test_the_error_that_another_came_from_gets_the_note():
    with pytest.raises(RuntimeError) as caught:
        try:
            Path("mnist.pkl.gz").read_bytes()
        except OSError as error:
            raise RuntimeError("no data") from error
    add_note(caught.value)
    assert len(caught.value.__cause__.__notes__) == 1
    assert not hasattr(caught.value, "__notes__")


def test_the_folder_is_right_from_where_the_user_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as caught:
        Path("mnist.pkl.gz").read_bytes()
    add_note(caught.value)
    assert caught.value.__notes__[0].endswith(f"data mnist.pkl.gz {tmp_path}")


def test_other_errors_get_no_note():
    for error in (FileNotFoundError(2, "no", "my.pkl"), FileNotFoundError(), ValueError("x")):
        add_note(error)
        assert not hasattr(error, "__notes__")


def test_every_file_with_a_note_can_be_made():
    from legacy_repro.datasets import export

    assert set(missing.MADE) == set(export.KNOWN) - {"idx"}
