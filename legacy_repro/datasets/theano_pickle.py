"""The file mnist.pkl.gz that Theano's tutorials load."""

import pickle
from pathlib import Path

import numpy as np

from legacy_repro.datasets.files import write_packed
from legacy_repro.datasets.sources import load


def write_mnist_pkl_gz(folder, data=None):
    """Write mnist.pkl.gz into `folder` and return its path.

    It holds ((images, labels), ...) of train, validation and test: images float32 (n, 784), pixel
    divided by 256, labels int64 (n,), as the file of deeplearning.net did. Python 2.7 reads it, and
    Python 3 with any `encoding`. data: a Dataset, by default what `load` gives. Raises DataError if
    the file cannot be written.
    """
    data = data or load()
    path = Path(folder) / "mnist.pkl.gz"
    splits = tuple(_as_floats(split) for split in (data.train, data.validation, data.test))
    with write_packed(path) as file:
        _ArrayPickler(file, protocol=2).dump(splits)
    return path


def _as_floats(split):
    pixels = split.images.reshape(len(split.images), -1).astype(np.float32)
    return pixels / 256, split.labels.astype(np.int64)


class _ArrayPickler(pickle.Pickler):
    """Pickle an array as a call of ``numpy.ndarray``, a name that every NumPy has.

    NumPy 2 itself refers to ``numpy._core``, which NumPy 1 lacks, and ``numpy.core`` is to be
    removed. The values are a bytearray, as an array over bytes is read-only.
    """

    def reducer_override(self, value):
        if isinstance(value, np.ndarray):
            return np.ndarray, (value.shape, value.dtype.str, bytearray(value))
        return NotImplemented
