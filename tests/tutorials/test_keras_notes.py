import re

import numpy as np
import pytest

LINE = (
    r"^Epoch (\d+)/(\d+)\n\d+s - loss: \d\.\d{4} - acc: \d\.\d{4} "
    r"- val_loss: \d\.\d{4} - val_acc: (\d\.\d{4})$"
)


@pytest.mark.usefixtures("kaggle_files")
def test_on_the_digits(run_tutorial, check_pictures, tmp_path):
    out, err = run_tutorial("keras_notes.py", "--epochs", "4")
    assert "training data is (1078, 785) and test data is (719, 784).\n" in out
    assert out.count("Train on 970 samples, validate on 108 samples\n") == 2
    assert err == ""

    # The summaries of the notes; Keras has the channels last.
    sizes = re.findall(r"^\| (\S+) .* (\(None, .*\)) +\| +(\S+) \|", out, re.MULTILINE)
    assert [(name, size) for name, _, size in sizes if size != "0"] == [
        ("conv2d_1", "320"),
        ("dense_1", "11,530"),
        ("conv2d_1", "1,664"),
        ("conv2d_2", "18,464"),
        ("nin_1", "4,224"),
        ("dense_1", "154,890"),
    ]
    assert [shape for _, shape, _ in sizes if shape.count(",") == 3] == [
        "(None, 1, 28, 28)",
        "(None, 32, 13, 13)",
        "(None, 32, 6, 6)",
        "(None, 1, 28, 28)",
        "(None, 64, 24, 24)",
        "(None, 32, 22, 22)",
        "(None, 32, 11, 11)",
        "(None, 128, 11, 11)",
        "(None, 128, 11, 11)",
    ]
    assert re.findall(r"^All parameters: (\S+)$", out, re.MULTILINE) == ["11,850", "179,242"]

    rows = re.findall(LINE, out, re.MULTILINE)
    assert [(int(epoch), int(of)) for epoch, of, _ in rows] == [(n, 4) for n in (1, 2, 3, 4)] * 2
    wrong = int(re.search(r"There are (\d+) wrongly predicted images out of 108 val", out)[1])
    assert round(1 - wrong / 108, 4) == float(rows[-1][2]) > 0.9
    check_pictures("training_sample.png", "difficult_samples.png", "test_sample.png")

    header, *lines = (tmp_path / "submission.csv").read_text().splitlines()
    assert header == "ImageId,Label"
    answers = np.loadtxt(lines, int, delimiter=",")
    assert answers[:, 0].tolist() == list(range(1, 720))
    assert (np.bincount(answers[:, 1], minlength=10) > 40).all()


def test_files_that_are_not_there_are_answered_with_the_command(run_tutorial):
    _, err = run_tutorial("keras_notes.py", status=1)
    (line,) = err.splitlines()
    assert line.startswith("legacy-repro: cannot read data: No such file or directory; ")
    assert "`legacy-repro data train.csv DIR` writes" in line
