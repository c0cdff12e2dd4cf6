"""A set of labelled images in three parts."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from legacy_repro.datasets.files import DataError


class Split(NamedTuple):
    """Images, uint8 (n, 28, 28), 0 black to 255 white, and their labels, uint8 (n,), 0 to 9."""

    images: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class Dataset:
    """Pictures of handwritten digits, to train on, to choose by, and to test with.

    name: "MNIST" or "digits". Raises DataError for a label that is not 0 to 9, and for a split that
    has more or fewer labels than images.
    """

    name: str
    train: Split
    validation: Split
    test: Split

    def train_and_validation(self):
        """Return the images and labels that are not for the test, as one Split."""
        return Split(*map(np.concatenate, zip(self.train, self.validation, strict=True)))

    def __post_init__(self):
        for part in ("train", "validation", "test"):
            _check(f"the {part} part of {self.name}", getattr(self, part))


def _check(what, split):
    if len(split.images) != len(split.labels):
        raise DataError(f"{what} has {len(split.images)} images, but {len(split.labels)} labels")
    wrong = np.flatnonzero((split.labels < 0) | (split.labels > 9))
    if wrong.size:
        first = wrong[0]
        raise DataError(f"label {first} of {what} is {split.labels[first]}; labels are 0 to 9")
