"""Small files that claim to be large, or are long to go through: refused before memory is taken."""

import gzip
import io
import pickle
import struct
import tracemalloc
import zipfile

import numpy as np
import pytest

from legacy_repro import weights
from legacy_repro.weights import npz

MILLION = 1_000_000
RECONSTRUCT = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01btR"
FLOAT32 = b"cnumpy\ndtype\n(U\x02f4K\x00K\x01tR"
TRILLION = b"\x8a\x06" + (10**12).to_bytes(6, "little")


def taken_by(path, content, says):
    """Return the most memory that it took to refuse a file."""
    path.write_bytes(content)
    tracemalloc.start()
    try:
        with pytest.raises(weights.WeightsError, match=says):
            weights.describe(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def array(shape, values):
    return RECONSTRUCT + b"(K\x01" + shape + FLOAT32 + b"\x89" + values + b"tb"


# 4,096 lists of what is on the stack, at places of 5,000 characters each.
KEY = b"T" + struct.pack("<i", 250) + 250 * b"k"
PLACES = 12 * b"q\x000(h\x00h\x00l" + 25 * (b"q\x000}" + KEY + b"h\x00s")


def many(what):
    """Return a pickle that keeps 20,000 bytes, or a list of them, and uses it 10,000 times."""
    kept = b"T" + struct.pack("<i", 20_000) + bytes(20_000) + b"q\x000"
    return b"\x80\x02" + kept + b"(" + 10_000 * what + b"l."


@pytest.mark.parametrize(
    "content, says",
    [
        (
            array(TRILLION + b"\x85", b"U\x04abcd") + b".",
            "takes 4,000,000,000,000 bytes, but 4 are",
        ),
        (array(b"L" + b"9" * 4000 + b"L\n\x85", b"U\x04abcd") + b".", "which is none"),
        (array(b"J\xff\xff\xff\xff\x85", b"U\x04abcd") + b".", r"shape \(-1,\), which is none"),
        (array(b"(" + b"K\x01" * 40 + b"t", b"U\x04abcd") + b".", "which is none"),
        (b"cnumpy\nndarray\n(" + TRILLION + b"\x85S'<f4'\nS'abcd'\ntR.", "but 4 are there"),
        (
            b"cnumpy.core.numeric\n_frombuffer\n(S'abcd'\nS'f8'\n" + TRILLION + b"\x85S'C'\ntR.",
            "takes 8,000,000,000,000 bytes, but 4 are there",
        ),
        (b"\x80\x04\x8e" + struct.pack("<Q", 10**12) + b"abc.", "expected 1000000000000 bytes"),
        (b"\x80\x04\x8d" + struct.pack("<Q", 10**12) + b"abc.", "expected 1000000000000 bytes"),
        (b"\x80\x05\x96" + struct.pack("<Q", 10**12) + b"abc.", "expected 1000000000000 bytes"),
        (b"T\xff\xff\xff\x7fabc.", "expected 2147483647 bytes"),
        (b"\x80\x02\x8b\xff\xff\xff\x7fabc.", "not enough data"),
        (b"c__builtin__\nbytearray\n(" + TRILLION + b"tR.", "bytes made of 1000000000000"),
        (b"c__builtin__\nbytes\n(" + TRILLION + b"tR.", "bytes made of 1000000000000"),
        (b"c__builtin__\nset\n(" + TRILLION + b"tR.", "calls <__builtin__.set> with"),
        (b"cnumpy\ndtype\n(S'S9999999999999'\nI0\nI1\ntR.", "an array of dtype"),
        (b"L" + b"9" * MILLION + b"L\n.", "Exceeds the limit"),
        (array(b"K\x01\x85", b"U\x04abcd") + PLACES + b".", "places are too long"),
        (b"Np4294967296\n.", "nothing can be kept as 4294967296"),
        (b"]" * 10_000 + b"a" * 9_999 + b".", "nested more than 40 deep"),
        (b"]q\x00h\x00a" + array(b"K\x01\x85", b"U\x04abcd") + b"a.", "more than 40 deep"),
        (many(b"c_codecs\nencode\n(h\x00U\x06latin1tR"), "makes far more of its bytes"),
        (many(b"c__builtin__\nset\n(h\x00tR"), "makes far more of its bytes"),
        (many(array(b"M\x88\x13\x85", b"h\x00")), "makes far more of its bytes"),
        (b"(" + b"K\x00" * 100_000 + b"tq\x00cnumpy\ndtype\nh\x00R.", "calls <numpy.dtype>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_pickles(tmp_path, content, says):
    assert taken_by(tmp_path / "w.pkl", content, says) < 40 * MILLION


def npy(descr, shape, values=b""):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".ljust(117)
    return b"\x93NUMPY\x01\x00v\x00" + header.encode() + b"\n" + values


@pytest.mark.parametrize(
    "content, says",
    [
        (npy("<f4", (10**12,), b"abc"), "takes 4,000,000,000,000 bytes, but 3 are there"),
        (npy("<f4", (10**12, 0, 10**12, 10**12), b"abc"), "takes 0 bytes, but 3"),
        (npy("|O", (10**12,), b"N."), r"objects of shape \(1000000000000,\), but not its objects"),
        (npy("<f4", (10**12, 0, 10**12, 10**12)), "it is damaged"),
        (npy("<f3", (1,), b"abc"), "it is damaged .*f3"),
        (npy("|O", (1,), b"N.N."), "it is damaged"),
        (npy("<f4", (-1,), b"abcd"), "an array that is not read: {'descr'"),
        (npy("<f4", "(" * 60), "an array that is not read"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff", "header claims 4,294,967,295 bytes"),
        (b"\x93NUMPY\x09\x00", "not in NumPy's format"),
        (npy("<f4", (3,), b"abc"), "takes 12 bytes, but 3 are there"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_npy_files(tmp_path, content, says):
    assert taken_by(tmp_path / "w.npy", content, says) < MILLION


def zipped(content, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("arr_0.npy", content)
    return file.getvalue()


def claiming(archive, size, times=1):
    """Return a zip whose directory names its only part so many times, unpacking to `size`."""
    directory, end = archive.rfind(b"PK\x01\x02"), archive.rfind(b"PK\x05\x06")
    entry = bytearray(archive[directory:end])
    entry[24:28] = struct.pack("<I", size)
    ending = bytearray(archive[end:])
    ending[8:16] = struct.pack("<HHI", times, times, len(entry) * times)
    return archive[:directory] + bytes(entry) * times + bytes(ending)


@pytest.mark.parametrize(
    "content, says",
    [
        (zipped(npy("<f4", (10**12,), bytes(MILLION))), "in arr_0.npy it holds an array of shape"),
        (claiming(zipped(bytes(MILLION)), 4 * 10**9), "claims to unpack from .* to 4,000,000,000"),
        (claiming(zipped(bytes(100 * MILLION)), 10**8, 50), "it claims to unpack from"),
        (zipped(bytes(MILLION), zipfile.ZIP_BZIP2), "packed as np.savez never does"),
        (zipped(bytes(MILLION), zipfile.ZIP_LZMA), "packed as np.savez never does"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_zip_bombs(tmp_path, content, says):
    assert taken_by(tmp_path / "w.npz", content, says) < MILLION
    with pytest.raises(ValueError, match="cannot be read as arrays"):
        weights.read_arrays(tmp_path / "w.npz")


def test_a_gzip_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(npz, "MAX_UNPACKED", 16 * MILLION)
    content = gzip.compress(pickle.dumps(np.zeros(20 * MILLION, np.int8), 4))
    says = "unpacks to more than the 16,000,000 bytes that are allowed"
    assert taken_by(tmp_path / "w.pkl.gz", content, says) < 5 * MILLION


def test_as_much_as_a_real_file_unpacks_to_is_read(tmp_path):
    np.savez_compressed(tmp_path / "w.npz", np.zeros((1000, 1000)))
    (tmp_path / "w.pkl.gz").write_bytes(gzip.compress(pickle.dumps(np.zeros((1000, 1000)), 2)))
    for name in ("w.npz", "w.pkl.gz"):
        assert "Numbers: 1,000,000" in weights.describe(tmp_path / name)
