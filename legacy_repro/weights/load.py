"""What kind of file it is, and what is in it."""

import gzip
import io
import mmap
import os
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass

from legacy_repro.weights import npy, npz, pickles
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import plain

GZIP = b"\x1f\x8b"
HEAD = 512  # bytes, within which a file says what it is
PIECE = 2**20
SAVE = "and save its arrays by numpy.savez"
NOT_READ = {
    b"\x89HDF\r\n\x1a\n": f"an HDF5 file, as h5py and Keras write it: open it with h5py, {SAVE}",
    b"MATLAB 5.0": f"a file of MATLAB: open it with scipy.io.loadmat, {SAVE}",
    b"ZF": f"packed by joblib: open it with joblib.load, {SAVE}",
    b"BZh": "packed by bzip2: unpack it first, with bunzip2",
    b"\xfd7zXZ": "packed by xz: unpack it first, with unxz",
    b"version https://git-lfs": "a pointer of Git LFS, not the file: fetch it with git lfs pull",
}
WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<head")
TAR_AT = 257  # bytes


@dataclass(frozen=True)
class Contents:
    """What a file holds. kind: 'npz', 'npy', 'pickle' or '3 pickles, one after another'."""

    kind: str
    value: object


def load(path):
    """Return the Contents of a file of weights: npz, npy or pickles, also packed by gzip.

    Nothing in the file is run, and no more is made than its size allows: up to about three
    times what it unpacks to, and that is at most 2 GiB for a small file. Raises OSError, and
    WeightsError, which names the file, if it is of another kind, damaged, or refused.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise WeightsError(f"{path} is no file")
    with open(path, "rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what damaged text makes Python and NumPy say
        try:
            return _contents(file)
        except WeightsError as error:
            raise WeightsError(f"{path}: {error}") from error
        except OSError:
            raise
        except Exception as error:  # NumPy's, of a header that no program writes
            raise WeightsError(f"{path}: it is damaged ({plain(error)})") from error


def _contents(file):
    head = _head(file)
    if head.startswith(GZIP):
        file = _unpacked(file)
        head = _head(file)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if head.startswith(npz.MAGIC):
        return Contents("npz", npz.read_archive(file))
    if head.startswith(npy.MAGIC):
        return Contents("npy", npy.read(file, size))
    with _bounded(file) as stream:
        found = pickles.read(stream, size)
    if len(found) == 1:
        return Contents("pickle", found[0])
    return Contents(f"{len(found)} pickles, one after another", found)


def _head(file):
    """Return how a file begins; raises WeightsError if that is the beginning of something else."""
    head = file.read(HEAD)
    if not head:
        raise WeightsError("it is empty; copy or download it again")
    for magic, what in NOT_READ.items():
        if head.startswith(magic):
            raise WeightsError(f"it is {what}")
    if head.lstrip().lower().startswith(WEB_PAGE):
        raise WeightsError("it is a web page, not a file of weights; download the file itself")
    if head[TAR_AT:].startswith(b"ustar"):
        raise WeightsError("it is a tar archive; unpack it first, with tar xf")
    return head


def _unpacked(file):
    """Return what gzip packed; it is gone through once before, only to see how much it is."""
    try:
        if sum(map(len, _pieces(file))) > npz.MAX_UNPACKED:
            raise WeightsError(
                f"it unpacks to more than the {npz.MAX_UNPACKED:,} bytes that are allowed"
            )
        return io.BytesIO(b"".join(_pieces(file)))
    except (EOFError, OSError, zlib.error) as error:
        raise WeightsError(f"it cannot be unpacked by gzip: {error}") from error


def _pieces(file):
    """Yield what gzip packed, piece by piece, up to the first that is too much."""
    file.seek(0)
    with gzip.open(file) as packed:
        for _ in range(npz.MAX_UNPACKED // PIECE + 1):
            if not (piece := packed.read(PIECE)):
                return
            yield piece


@contextmanager
def _bounded(file):
    """Give a stream that makes no room for more than it has, whatever it is asked to read."""
    if isinstance(file, io.BytesIO):
        yield file
        return
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as stream:
        yield stream
