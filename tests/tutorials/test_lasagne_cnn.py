import re

import numpy as np
import pytest
from PIL import Image

RESULT = re.compile(r"Final results:\n  test loss:\t\t\t(\S+)\n  test accuracy:\t\t(\S+) %\n")


def test_training_weights_and_pictures_on_the_digits(run_tutorial, tmp_path):
    trained = run_tutorial("lasagne_cnn.py", "--epochs", "12", "--save", "w.npz", data="digits")
    assert len(re.findall(r"^Epoch \d+ of 12 took \S+s$", trained.stdout, re.MULTILINE)) == 12
    assert "  validation accuracy:\t\t" in trained.stdout
    assert trained.stderr == ""
    loss, accuracy = RESULT.search(trained.stdout).groups()
    assert float(accuracy) > 90

    for name in ("kernels.png", "feature_maps.png"):
        picture = np.asarray(Image.open(tmp_path / "figures" / name).convert("L"))
        assert min(picture.shape) > 400
        assert len(np.unique(picture)) > 50

    # The very weights come back from the file: no epoch, the same results.
    again = run_tutorial("lasagne_cnn.py", "--epochs", "0", "--load", "w.npz", data="digits")
    assert RESULT.search(again.stdout).groups() == (loss, accuracy)


def test_the_seed_decides(run_tutorial):
    def final(*options):
        ended = run_tutorial("lasagne_cnn.py", "--epochs", "1", *options, data="digits")
        return RESULT.search(ended.stdout).groups()

    assert final("--seed", "3") == final("--seed", "3") != final("--seed", "4")


@pytest.mark.parametrize(
    ("option", "value", "status", "sentence"),
    [
        ("--batch-size", "501", 1, "--batch-size must be at most 500, the validation set"),
        ("--batch-size", "0", 2, "argument --batch-size: 0 is not 1 to "),
        ("--epochs", "-1", 2, "argument --epochs: -1 is not 0 to "),
        ("--seed", "-1", 2, "argument --seed: -1 is not 0 to 4294967295"),
        ("--figures", "/dev/null/figures", 1, "--figures /dev/null/figures: Not a directory"),
        ("--save", "nowhere/w.npz", 1, "is no folder that can be written"),
        ("--load", "none.npz", 1, "--load none.npz: [Errno 2] No such file or directory"),
    ],
)
def test_what_cannot_work_is_refused_before_training(run_tutorial, option, value, status, sentence):
    ended = run_tutorial("lasagne_cnn.py", option, value, data="digits", status=status)
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Starting training" not in ended.stdout


def test_data_that_is_not_there_is_said_in_one_line(run_tutorial):
    ended = run_tutorial("lasagne_cnn.py", data="nowhere", status=1)
    assert ended.stderr.startswith("lasagne_cnn: the data folder nowhere is no folder;")
    assert len(ended.stderr.splitlines()) == 1
