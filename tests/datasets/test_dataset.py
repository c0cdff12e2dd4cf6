import numpy as np
import pytest

from legacy_repro.datasets import DataError, Dataset, Split


def split(labels, images=None):
    labels = np.array(labels)
    return Split(np.zeros((images or len(labels), 28, 28), "uint8"), labels)


def test_a_split_unpacks_into_images_and_labels():
    data = Dataset("MNIST", split([0, 9]), split([1]), split([2]))
    images, labels = data.train
    assert images.shape == (2, 28, 28)
    assert labels.tolist() == [0, 9]


@pytest.mark.parametrize("wrong", [10, 255, -1])
def test_the_first_wrong_label_is_named(wrong):
    with pytest.raises(DataError, match=f"label 2 of the validation part of MNIST is {wrong}; "):
        Dataset("MNIST", split([0]), split([0, 9, wrong, 3, wrong]), split([0]))


def test_as_many_labels_as_images():
    with pytest.raises(DataError, match="test part of MNIST has 3 images, but 2 labels"):
        Dataset("MNIST", split([0]), split([0]), split([1, 2], images=3))


def test_train_and_validation_are_one():
    images = np.arange(5 * 784).reshape(5, 28, 28)
    labels = np.arange(5)
    parts = [Split(images[part], labels[part]) for part in (slice(0, 2), slice(2, 4), slice(4, 5))]
    both = Dataset("five", *parts).train_and_validation()
    np.testing.assert_array_equal(both.images, images[:4])
    np.testing.assert_array_equal(both.labels, labels[:4])
