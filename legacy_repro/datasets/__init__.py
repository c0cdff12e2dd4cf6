"""Data for old scripts: MNIST, or where it cannot be had the digits that ship with scikit-learn."""

from legacy_repro.datasets import kaggle
from legacy_repro.datasets.batches import DataLoader, DataSet
from legacy_repro.datasets.dataset import Dataset, Split
from legacy_repro.datasets.digits import load_digits
from legacy_repro.datasets.export import write
from legacy_repro.datasets.files import DataError
from legacy_repro.datasets.mnist import load_mnist
from legacy_repro.datasets.picture import read_digit
from legacy_repro.datasets.sources import load
from legacy_repro.datasets.theano_pickle import write_mnist_pkl_gz

__all__ = [
    "DataLoader",
    "DataSet",
    "DataError",
    "Dataset",
    "Split",
    "kaggle",
    "load",
    "load_digits",
    "load_mnist",
    "read_digit",
    "write",
    "write_mnist_pkl_gz",
]
