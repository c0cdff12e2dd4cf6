import gzip
import pickle
import pickletools

import numpy as np
import pytest

from legacy_repro.datasets import DataError, load_digits, load_mnist, write_mnist_pkl_gz


@pytest.fixture
def data(small_folder):
    return load_mnist(small_folder)


@pytest.mark.parametrize("options", [{}, {"encoding": "latin1"}, {"encoding": "bytes"}])
def test_pickle_gives_three_pairs(data, tmp_path, options):
    with gzip.open(write_mnist_pkl_gz(tmp_path, data)) as file:
        splits = pickle.load(file, **options)
    assert type(splits) is tuple
    for (pixels, targets), (images, labels) in zip(
        splits, [data.train, data.validation, data.test], strict=True
    ):
        assert pixels.dtype == np.float32 and targets.dtype == np.int64
        np.testing.assert_array_equal(pixels, images.reshape(-1, 784) / 256)
        np.testing.assert_array_equal(targets, labels)
        pixels[0, 0], targets[0] = 0.5, 3  # scripts change their data in place
        assert pixels[0, 0] == 0.5 and targets[0] == 3


def test_every_python_and_numpy_knows_what_is_in_it(data, tmp_path):
    content = gzip.decompress(write_mnist_pkl_gz(tmp_path, data).read_bytes())
    operations = list(pickletools.genops(content))
    assert max(operation.proto for operation, _, _ in operations) == 2
    names = {argument for operation, argument, _ in operations if operation.name == "GLOBAL"}
    assert names == {"numpy ndarray", "__builtin__ bytearray", "_codecs encode"}
    assert b"_core" not in content


def test_the_digits_are_written_where_mnist_cannot_be_had(tmp_path):
    path = write_mnist_pkl_gz(tmp_path / "data")
    assert path == tmp_path / "data" / "mnist.pkl.gz"
    first = path.read_bytes()
    shapes = [(x.shape, y.shape) for x, y in pickle.loads(gzip.decompress(first))]
    assert shapes == [((797, 784), (797,)), ((500, 784), (500,)), ((500, 784), (500,))]
    assert write_mnist_pkl_gz(tmp_path, load_digits()).read_bytes() == first


def test_a_folder_that_cannot_be_written_is_named(data, tmp_path):
    tmp_path.joinpath("taken").write_bytes(b"")
    with pytest.raises(DataError, match=r"cannot write .*taken.mnist.pkl.gz: .*; choose a folder"):
        write_mnist_pkl_gz(tmp_path / "taken", data)
