"""The 1,797 digits that ship with scikit-learn, made to look like MNIST."""

import numpy as np
from PIL import Image

from legacy_repro.datasets.dataset import Dataset, Split

# 500 to validate and 500 to test: the usual batches of up to 500 images find at least one in each.
SIZES = (797, 500, 500)


def load_digits():
    """Return the digits as white on black 28x28 images: 797 to train, 500 to validate, 500 to test.

    They are the test set of Alpaydin and Kaynak's "Optical recognition of handwritten digits" (UCI,
    1998), shuffled, always in the same way, as the file has them writer by writer.
    """
    from sklearn import datasets  # costs a second, and MNIST does without it

    digits = datasets.load_digits()
    order = np.random.RandomState(0).permutation(len(digits.target))
    images = np.stack([enlarge(digits.images[i]) for i in order])
    labels = digits.target[order].astype(np.uint8)
    ends = np.cumsum(SIZES)[:-1]
    return Dataset("digits", *map(Split, np.split(images, ends), np.split(labels, ends)))


def enlarge(image):
    """Return an 8x8 image of 0 to 16 as 28x28 of 0 to 255, with MNIST's margin of 4 pixels."""
    grey = Image.fromarray(np.rint(image * (255 / 16)).astype(np.uint8))
    return np.pad(np.asarray(grey.resize((20, 20), Image.Resampling.BICUBIC)), 4)
