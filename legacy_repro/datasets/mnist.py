"""MNIST: 70,000 handwritten digits of 28x28 pixels (LeCun, Cortes and Burges, 1998)."""

import os
from pathlib import Path

import pooch

from legacy_repro.datasets import idx, mirrors
from legacy_repro.datasets.dataset import Dataset, Split
from legacy_repro.datasets.files import DataError, unpack

# Of the unpacked files. The order is that of loading: training images, labels, test images, labels.
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
)
VALIDATION = 10_000


def load_mnist(folder=None):
    """Return MNIST in its own order: 50,000 images to train, 10,000 to validate, 10,000 to test.

    folder: holds the four idx files, packed by gzip or not; without it LEGACY_REPRO_DATA names it,
    and without that the files come from the cache, or from a mirror into the cache. Raises
    DataError for a file that is missing or is not MNIST's, and if they cannot be downloaded.
    """
    folder = Path(asked_for(folder) or filled_cache()).expanduser()
    images, labels, test_images, test_labels = (
        idx.decode(_content(folder, name), name) for name in SHA256
    )
    return Dataset(
        "MNIST",
        train=Split(images[:-VALIDATION], labels[:-VALIDATION]),
        validation=Split(images[-VALIDATION:], labels[-VALIDATION:]),
        test=Split(test_images, test_labels),
    )


def asked_for(folder=None):
    """Return `folder`, or else what LEGACY_REPRO_DATA names; None if neither says anything."""
    return folder or os.environ.get("LEGACY_REPRO_DATA") or None


def cache():
    """Return the folder of the cache, which may not be there yet; LEGACY_REPRO_CACHE moves it."""
    folder = os.environ.get("LEGACY_REPRO_CACHE") or pooch.os_cache("legacy-repro")
    return Path(folder).expanduser() / "mnist"


def filled_cache():
    """Return the folder of the cache, once it holds MNIST."""
    mirrors.fill(cache(), "MNIST", SHA256, MIRRORS)
    return cache()


def _content(folder, name):
    path = _find(folder, name)
    try:
        return unpack(path.read_bytes(), SHA256[name])
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}; check its permissions") from error
    except DataError as error:
        raise DataError(
            f"{path} is damaged or not MNIST's: {error}; replace it by an intact copy, "
            f"or unset LEGACY_REPRO_DATA to have MNIST downloaded"
        ) from error


def _find(folder, name):
    """Return the path of a file under any of the names it goes by."""
    for spelling in (name, name.replace("-idx", ".idx")):
        for path in (folder / spelling, folder / f"{spelling}.gz"):
            if path.is_file():
                return path
    lack = f"has no {name}" if folder.is_dir() else "is no folder"
    raise DataError(
        f"the data folder {folder} {lack}; it should hold MNIST's four files, packed (.gz) or not: "
        f"{', '.join(SHA256)}. Unset LEGACY_REPRO_DATA to have them downloaded"
    )
