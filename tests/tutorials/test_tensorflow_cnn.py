import re

import pytest

EPOCH = r"^Epoch (\d+) completed out of (\d+) loss: (\S+)$"


def results(out):
    losses = [float(loss) for _, _, loss in re.findall(EPOCH, out, re.MULTILINE)]
    return losses, float(re.search(r"^Accuracy: (\S+)$", out, re.MULTILINE)[1])


def test_on_the_digits(run_tutorial, check_pictures):
    out, err = run_tutorial("tensorflow_cnn.py", "--epochs", "6")
    numbers = [row[:2] for row in re.findall(EPOCH, out, re.MULTILINE)]
    assert numbers == [(str(epoch), "6") for epoch in range(6)]
    losses, accuracy = results(out)
    # From weights as large as the listing's: 9 batches, each with a loss of tens of thousands.
    assert losses[0] > 9 * 10_000 > losses[-1]
    assert 0.5 < accuracy < 1
    for size in ("832", "51,264", "3,212,288", "10,250"):
        assert f" {size} |" in out
    assert err == ""
    check_pictures("loss.png", "convolution.png", "predictions.png")


def test_as_described(run_tutorial):
    out, _ = run_tutorial("tensorflow_cnn.py", "--epochs", "3", "--as-described")
    losses, accuracy = results(out)
    assert 9 * 3 > losses[0] > losses[1] > losses[2]
    assert accuracy > 0.85


@pytest.mark.parametrize("size", ["1190", "100000"])
def test_a_batch_larger_than_the_data_is_refused(run_tutorial, size):
    _, err = run_tutorial("tensorflow_cnn.py", "--batch-size", size, status=1)
    assert err == f"--batch-size {size} is more than the 1189 images to train on\n"
