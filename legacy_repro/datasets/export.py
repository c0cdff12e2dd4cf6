"""Write data under the names that old scripts look for."""

from pathlib import Path

import numpy as np

from legacy_repro.datasets import idx, kaggle, mnist
from legacy_repro.datasets.files import DataError, write_packed, write_whole
from legacy_repro.datasets.sources import load
from legacy_repro.datasets.theano_pickle import write_mnist_pkl_gz
from legacy_repro.say import say

IDX_FILES = tuple(f"{name}.gz" for name in mnist.SHA256)
KNOWN = ("mnist.pkl.gz", "idx", *kaggle.FILES, *IDX_FILES, *mnist.SHA256)
IDX_SIZES = (50_000, 10_000, 10_000)


def write(name, folder):
    """Write the data called `name` into `folder`, say what was written, and return the paths.

    name: "mnist.pkl.gz"; "idx" for MNIST's four files, or one of these, packed (.gz) or not;
    "train.csv" or "test.csv" for both, as they belong together. The data is what `load` gives.
    Raises DataError for an unknown name, and if the folder cannot be written.
    """
    if name not in KNOWN:
        raise DataError(f"there is no data called {name!r}; known are {', '.join(KNOWN)}")
    data = load()
    origin = data.name
    if name == "mnist.pkl.gz":
        paths = [write_mnist_pkl_gz(folder, data)]
    elif name in kaggle.FILES:
        paths = kaggle.write_pair(folder, data)
    else:
        paths = _write_idx(IDX_FILES if name == "idx" else [name], Path(folder), data)
        origin += ", repeated to MNIST's sizes" if data.name == "digits" else ""
    for path in paths:
        size = path.stat().st_size
        say(f"wrote {path} ({size:,} bytes, from {origin})")
    return paths


def _write_idx(names, folder, data):
    arrays = dict(zip(mnist.SHA256, _mnist_sized(data), strict=True))
    for name in names:
        write_file = write_packed if name.endswith(".gz") else write_whole
        with write_file(folder / name) as file:
            file.write(idx.encode(arrays[name.removesuffix(".gz")]))
    return [folder / name for name in names]


def _mnist_sized(data):
    """Return training images and labels, test images and labels, as many as MNIST has.

    Scripts cut the last 10,000 off for validation, so the digits are repeated in turn to fill each
    part; what validates is still never trained on. MNIST itself stays as it is.
    """
    train, validation, test = (
        [np.resize(array, (size, *array.shape[1:])) for array in split]
        for split, size in zip((data.train, data.validation, data.test), IDX_SIZES, strict=True)
    )
    return *map(np.concatenate, zip(train, validation, strict=True)), *test
