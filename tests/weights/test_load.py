"""What kinds of file there are, what is said of those that are not read, and damaged ones."""

import gzip
import os
import pickle
import random
import tarfile
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest

from legacy_repro import weights
from legacy_repro.weights import WeightsError
from legacy_repro.weights.found import find
from legacy_repro.weights.load import load

DATA = Path(__file__).parents[1] / "data" / "weights"
FILES = sorted(DATA.glob("py*"))
PICKLE = pickle.dumps([np.arange(1000)], 2)


@pytest.mark.parametrize(
    "name, kind",
    [
        ("py27_list_in.npz", "npz"),
        ("py27_pkl_utils.zip", "npz"),
        ("py27_array.npy", "npy"),
        ("py27_list_0.pkl", "pickle"),
        ("py27_list.gz", "pickle"),
        ("py27_dumps.save", "4 pickles, one after another"),
    ],
)
def test_kinds(name, kind):
    assert load(DATA / name).kind == kind


@pytest.mark.parametrize("name", ["py27_list_in.npz", "py27_array.npy", "py27_dumps.save"])
def test_each_kind_may_be_packed_by_gzip(tmp_path, name):
    (tmp_path / "packed").write_bytes(gzip.compress((DATA / name).read_bytes()))
    packed, plain = (find(load(path).value) for path in (tmp_path / "packed", DATA / name))
    assert [part.place for part in packed] == [part.place for part in plain]
    for a, b in zip(packed, plain, strict=True):
        np.testing.assert_array_equal(a.value, b.value)


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "it is empty; copy or download it again"),
        (gzip.compress(b"", mtime=0), "it is empty"),
        (b"\n <!DOCTYPE html><html>", "it is a web page, not a file of weights; download"),
        (b"<html><head>404", "it is a web page"),
        (b"\x89HDF\r\n\x1a\n" + bytes(100), "an HDF5 file, .* open it with h5py"),
        (b"MATLAB 5.0 MAT-file", "open it with scipy.io.loadmat"),
        (b"ZF0x1a", "packed by joblib: open it with joblib.load"),
        (b"BZh91AY", "packed by bzip2: unpack it first"),
        (b"\xfd7zXZ\x00", "packed by xz: unpack it first"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
        (b"just text\n", "no whole npz, npy or pickle"),
        (gzip.compress(gzip.compress(b"N.", mtime=0), mtime=0), "no whole npz, npy or pickle"),
        (gzip.compress(PICKLE, mtime=0)[:-20], "cannot be unpacked by gzip: Compressed file ended"),
        (gzip.compress(PICKLE, mtime=0)[:20] + bytes(50), "cannot be unpacked by gzip"),
        (PICKLE[:-1], r"no whole npz, npy or pickle \(at byte 8,\d\d\d: it ends there\)"),
        (PICKLE[:500], "no whole npz, npy or pickle"),
        (PICKLE + b"\x00", r"no opcode b'\\x00'"),
        (b"\x80\x02h\x05.", "nothing was kept as 5"),
        (b"t.", "no whole npz, npy or pickle"),
        (b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\ntR.", "an array without values"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_other_and_damaged_files(tmp_path, content, says):
    (tmp_path / "w").write_bytes(content)
    with pytest.raises(WeightsError, match=says) as caught:
        find(load(tmp_path / "w").value)
    assert "\n" not in str(caught.value)


def test_a_tar(tmp_path):
    with tarfile.open(tmp_path / "w.tar.gz", "w:gz") as archive:
        archive.add(DATA / "py27_array.npy", "w.npy")
    with pytest.raises(WeightsError, match="a tar archive; unpack it first, with tar xf"):
        load(tmp_path / "w.tar.gz")


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(WeightsError, match="is no file"):
            load(path)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_truncated_file_is_never_taken_for_whole(tmp_path, path):
    content = path.read_bytes()
    whole = 0
    for end in range(0, len(content), max(1, len(content) // 50)):
        (tmp_path / "w").write_bytes(content[:end])
        try:
            find(load(tmp_path / "w").value)
        except ValueError:
            continue
        whole += 1
    assert whole <= (4 if path.suffix == ".save" else 0)  # pickles that end before the next begins


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_raises_nothing_but_value_errors(tmp_path, path):
    rng = random.Random(path.name)
    for _ in range(40):
        content = bytearray(path.read_bytes())
        for _ in range(rng.choice([1, 1, 3, 10])):
            content[rng.randrange(len(content))] = rng.randrange(256)
        (tmp_path / "w").write_bytes(content)
        try:
            weights.describe(tmp_path / "w")
        except ValueError as error:
            assert isinstance(error, WeightsError)


@pytest.mark.parametrize("names", [("arr_0.npy", "arr_0"), ("arr_0.npy", "arr_0.npy")])
def test_an_npz_with_a_name_twice(tmp_path, names):
    np.save(tmp_path / "w.npy", np.ones(2))
    with zipfile.ZipFile(tmp_path / "w.npz", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile says that it is there twice
        for name in names:
            archive.write(tmp_path / "w.npy", name)
    with pytest.raises(WeightsError, match=r"w\.npz: it has two parts with the name arr_0$"):
        load(tmp_path / "w.npz")
