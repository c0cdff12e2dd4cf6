import gzip

import numpy as np
import pytest

from legacy_repro.datasets import DataError, load_mnist, mnist

IMAGES = "train-images-idx3-ubyte"


def damaged(packed):
    return packed[: len(packed) // 2] + b"damage" + packed[len(packed) // 2 + 6 :]


def pixels(content):
    return np.frombuffer(content, "uint8", offset=16).reshape(-1, 28, 28)


def test_the_order_is_mnists_own(small, small_folder):
    data = load_mnist(small_folder)
    train, test = pixels(small[IMAGES]), pixels(small["t10k-images-idx3-ubyte"])
    labels = np.frombuffer(small["train-labels-idx1-ubyte"], "uint8", offset=8)
    assert data.name == "MNIST"
    np.testing.assert_array_equal(data.train.images, train[:50])
    np.testing.assert_array_equal(data.validation.images, train[50:])
    np.testing.assert_array_equal(data.test.images, test)
    np.testing.assert_array_equal(data.train.labels, labels[:50])
    np.testing.assert_array_equal(data.validation.labels, labels[50:])
    assert data.test.labels.shape == (20,) and data.test.labels.dtype == np.uint8


@pytest.mark.parametrize("spelling", ["-idx", ".idx"])
@pytest.mark.parametrize("suffix, pack", [("", bytes), (".gz", gzip.compress), (".gz", bytes)])
def test_every_usual_name_is_found(small, tmp_path, monkeypatch, spelling, suffix, pack):
    for name, content in small.items():
        tmp_path.joinpath(name.replace("-idx", spelling) + suffix).write_bytes(pack(content))
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(tmp_path))
    np.testing.assert_array_equal(load_mnist().train.images, pixels(small[IMAGES])[:50])


def test_the_argument_goes_before_the_environment(small_folder, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_DATA", "nowhere")
    assert len(load_mnist(str(small_folder)).test.images) == 20


@pytest.mark.parametrize(
    "change, found",
    [
        (lambda packed: packed[:-100], "cannot be unpacked"),
        (damaged, "cannot be unpacked"),
        (lambda packed: gzip.compress(gzip.decompress(packed) + b"\0"), "47,057 unpacked bytes"),
        (lambda packed: b"", "0 unpacked bytes"),
    ],
)
def test_a_wrong_file_is_named_with_the_remedy(small_folder, monkeypatch, change, found):
    path = small_folder / f"{IMAGES}.gz"
    path.write_bytes(change(path.read_bytes()))
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(small_folder))
    with pytest.raises(DataError, match=f"^{path} is damaged or .*{found}.*; replace it"):
        load_mnist()


def test_mnist_itself_is_told_from_all_else(small, small_folder, monkeypatch):
    monkeypatch.undo()  # the true hashes again
    with pytest.raises(DataError, match=r"47,056 unpacked bytes .* expected ba891046e6505d7a"):
        load_mnist(small_folder)


def test_a_missing_file_is_named(small_folder):
    small_folder.joinpath("t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DataError, match=f"{small_folder} has no t10k-labels-idx1-ubyte; it should"):
        load_mnist(small_folder)


def test_a_missing_folder_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(tmp_path / "gone"))
    with pytest.raises(DataError, match=f"{tmp_path}/gone is no folder; .*{IMAGES}"):
        load_mnist()


def test_the_cache_is_filled_once(small, web, tmp_path):
    for name, content in small.items():
        web[f"{mnist.MIRRORS[0]}{name}.gz"] = gzip.compress(content, mtime=0)
    first = load_mnist()
    web.clear()
    np.testing.assert_array_equal(load_mnist().train.images, first.train.images)
    assert len(web.asked) == 4
    cached = tmp_path / "cache" / "mnist"
    assert {path.name: path.read_bytes() for path in cached.iterdir()} == small
