import gzip
import pickle

import numpy as np
import pytest

from legacy_repro.datasets import DataError, export, idx, load_digits, write

FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


def read(path):
    return idx.decode(gzip.decompress(path.read_bytes()), path.name)


@pytest.fixture
def mnist_folder(small_folder, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(small_folder))
    monkeypatch.setattr(export, "IDX_SIZES", (50, 10, 20))


def test_idx_gives_mnists_four_files_back(mnist_folder, small, tmp_path, capsys):
    paths = write("idx", tmp_path / "out")
    assert paths == [tmp_path / "out" / name for name in FILES]
    assert [gzip.decompress(path.read_bytes()) for path in paths] == list(small.values())
    out, err = capsys.readouterr()
    sizes = [path.stat().st_size for path in paths]
    assert out == ""
    assert err.splitlines() == [
        f"legacy-repro: wrote {path} ({size:,} bytes, from MNIST)"
        for path, size in zip(paths, sizes, strict=True)
    ]


@pytest.mark.parametrize("name", FILES)
def test_each_file_alone(mnist_folder, small, tmp_path, name):
    assert write(name, str(tmp_path / "out")) == [tmp_path / "out" / name]
    content = tmp_path.joinpath("out", name).read_bytes()
    assert gzip.decompress(content) == small[name.removesuffix(".gz")]


def test_an_idx_file_that_is_not_packed(mnist_folder, small, tmp_path):
    (path,) = write("t10k-labels-idx1-ubyte", tmp_path / "out")
    assert path.read_bytes() == small[path.name]


def test_mnist_pkl_gz(mnist_folder, tmp_path, capsys):
    (path,) = write("mnist.pkl.gz", tmp_path)
    assert [len(x) for x, _ in pickle.loads(gzip.decompress(path.read_bytes()))] == [50, 10, 20]
    assert "mnist.pkl.gz (" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["train.csv", "test.csv"])
def test_kaggles_files_are_written_together(mnist_folder, tmp_path, name, capsys):
    paths = write(name, str(tmp_path / "out"))
    assert paths == [tmp_path / "out" / "train.csv", tmp_path / "out" / "test.csv"]
    assert [len(path.read_text().splitlines()) for path in paths] == [1 + 48, 1 + 32]
    assert capsys.readouterr().err.splitlines() == [
        f"legacy-repro: wrote {path} ({path.stat().st_size:,} bytes, from MNIST)" for path in paths
    ]


def test_the_digits_fill_mnists_sizes(tmp_path, monkeypatch, capsys):
    """What a script does to the files of MNIST gives parts that share no image."""
    monkeypatch.setenv("LEGACY_REPRO_DATA", "digits")
    monkeypatch.setattr(export, "IDX_SIZES", (2000, 1000, 1000))
    images, labels, test_images, test_labels = map(read, write("idx", tmp_path))
    assert images.shape == (3000, 28, 28) and labels.shape == (3000,)
    assert test_images.shape == (1000, 28, 28) and test_labels.shape == (1000,)
    data = load_digits()
    np.testing.assert_array_equal(images[797 * 2 : 2000], data.train.images[:406])
    np.testing.assert_array_equal(labels[797:1594], data.train.labels)
    np.testing.assert_array_equal(images[-1000:], np.tile(data.validation.images, (2, 1, 1)))
    np.testing.assert_array_equal(labels[-500:], data.validation.labels)
    np.testing.assert_array_equal(test_images[500:], data.test.images)
    np.testing.assert_array_equal(test_labels[500:], data.test.labels)
    assert capsys.readouterr().err.count(", from digits, repeated to MNIST's sizes)\n") == 4


def test_sizes_are_mnists():
    assert export.IDX_SIZES == (50_000, 10_000, 10_000)


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(
        DataError, match=r"'cifar10'; known are mnist.pkl.gz, idx, train.csv, test.csv, t"
    ):
        write("cifar10", tmp_path / "out")
    assert not tmp_path.joinpath("out").exists()
