import numpy as np
from sklearn import datasets

from legacy_repro.datasets import load_digits
from legacy_repro.datasets.digits import enlarge


def test_digits_look_like_mnist():
    data = load_digits()
    sizes = [(data.train, 797), (data.validation, 500), (data.test, 500)]
    for (images, labels), n in sizes:
        assert images.shape == (n, 28, 28) and images.dtype == np.uint8
        assert labels.shape == (n,) and labels.dtype == np.uint8
        margin = images.copy()
        margin[:, 4:24, 4:24] = 0
        assert not margin.any()
        assert images.max() == 255
        assert np.bincount(labels, minlength=10).min() > 30
    assert data.name == "digits"


def test_every_digit_is_there_once_with_its_label():
    data = load_digits()
    source = datasets.load_digits()
    parts = (data.train, data.validation, data.test)
    images = [image.tobytes() for part in parts for image in part.images]
    labels = np.concatenate([part.labels for part in parts]).tolist()
    expected = [enlarge(image).tobytes() for image in source.images]
    found = sorted(zip(images, labels, strict=True))
    assert found == sorted(zip(expected, source.target.tolist(), strict=True))


def test_the_order_is_always_the_same():
    data = load_digits()
    # RandomState(0) is frozen: these are the first of its shuffled digits.
    order = np.random.RandomState(0).permutation(1797)[:5]
    assert order.tolist() == [1081, 1707, 927, 713, 262]
    assert data.train.labels[:5].tolist() == datasets.load_digits().target[order].tolist()
    np.testing.assert_array_equal(load_digits().test.images, data.test.images)


def test_enlarge_keeps_place_and_brightness():
    image = np.zeros((8, 8))
    image[2:4, 4:8] = 16
    large = enlarge(image).astype(float)
    # A pixel becomes 2.5 x 2.5 pixels after a margin of 4: rows 9 to 14, columns 14 to 24.
    assert large[11, 19] == 255
    assert large[:8].max() == 0 and large[16:].max() == 0 and large[:, :12].max() == 0
    rows = (large.sum(axis=1) * np.arange(28)).sum() / large.sum()
    assert abs(rows - (9 + 14 - 1) / 2) < 0.05
    assert abs(large.sum() / (255 * 8 * 2.5**2) - 1) < 0.05
