import re

import numpy as np
from sklearn.metrics import classification_report

EPOCH = r"^Epoch: (\d+), training loss: 0\.\d{4}, acc: (0\.\d{4}), val acc: (0\.\d{4})$"


def test_on_the_digits(run_tutorial, check_pictures):
    out, err = run_tutorial("pytorch_lenet.py", "--epochs", "8", "--batch-size", "64")
    assert "Image shape: 1 x 28 x 28\n" in out
    assert "All parameters: 431,080\n" in out
    rows = re.findall(EPOCH, out, re.MULTILINE)
    assert [int(epoch) for epoch, _, _ in rows] == list(range(8))
    assert re.search(r"^Wall time: \d+min \d+s$", out, re.MULTILINE)
    assert err == ""
    check_pictures("samples.png", "history.png", "confusion_matrix.png", "prediction.png")

    # The report is scikit-learn's, of 500 images: the accuracy is its own, while that of the epoch
    # lines counts eight full batches of 64.
    heads = classification_report([0], [0]).splitlines()[0].split()
    assert heads == re.search(r"^ +(precision .*)$", out, re.MULTILINE)[1].split()
    supports = re.findall(r"^ +\d(?: +\d\.\d\d){3} +(\d+)$", out, re.MULTILINE)
    assert len(supports) == 10 and sum(map(int, supports)) == 500
    accuracy = float(re.search(r"^ +accuracy +(\S+) +500$", out, re.MULTILINE)[1])
    assert accuracy > 0.9
    assert abs(accuracy - float(rows[-1][2]) * 512 / 500) < 0.006

    chances = re.findall(r"^  (\d): +(\S+)%$", out, re.MULTILINE)
    assert [int(digit) for digit, _ in chances] == list(range(10))
    values = [float(chance) for _, chance in chances]
    assert abs(sum(values) - 100) < 0.1
    assert f"Prediction is: {np.argmax(values)}\n" in out


def test_a_picture_that_is_none_is_refused_before_training(run_tutorial, tmp_path):
    (tmp_path / "five.png").write_text("5")
    out, err = run_tutorial("pytorch_lenet.py", "--image", "five.png", status=1)
    assert err == "legacy-repro: five.png is no picture; give a PNG file\n"
    assert "Epoch" not in out
