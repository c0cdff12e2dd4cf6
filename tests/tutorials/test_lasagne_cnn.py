import re

import numpy as np
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


def test_a_batch_larger_than_the_validation_set_is_refused(run_tutorial):
    ended = run_tutorial("lasagne_cnn.py", "--batch-size", "501", data="digits", status=1)
    assert ended.stderr == "--batch-size must be from 1 to 500, the validation set\n"
