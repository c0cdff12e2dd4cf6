"""The npz that ``np.savez(path, *values)`` writes: a zip with an npy file for each array."""

import os
import zipfile

import numpy as np

from legacy_repro.weights import npy
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import plain
from legacy_repro.weights.standins import Archive, Standin
from legacy_repro.writing import open_whole

MAGIC = b"PK"
MAX_UNPACKED = 2**31  # bytes that a packed file may unpack to
DEFLATE_RATIO = 1032  # the most that deflate packs


def write(path, params):
    """Write the values of shared variables to an npz, ``arr_0``, ``arr_1`` ...; return its path.

    ``.npz`` is added where it is missing, as `numpy.savez` does. The file appears whole or not at
    all. Raises OSError, which names `path`, if it cannot be written.
    """
    path = with_suffix(path)
    try:
        with open_whole(path) as file:
            np.savez(file, *[param.get_value() for param in params])
    except OSError as error:
        reason = f"weights not written: {error.strerror or error}"
        raise OSError(error.errno, reason, path) from error
    return path


def with_suffix(path):
    """Return a path as text that ends in ``.npz``."""
    path = os.fspath(path)
    return path if path.endswith(".npz") else f"{path}.npz"


def read_arrays(path):
    """Return the arrays of an npz file by name, without running anything that is in it.

    Raises FileNotFoundError, and WeightsError if the file is no whole npz of plain arrays.
    """
    with open(path, "rb") as file:
        if file.read(2) != MAGIC:
            raise WeightsError(f"{path} is no npz file: it does not begin as one.")
        file.seek(0)
        try:
            archive = read_archive(file)
        except WeightsError as error:
            raise WeightsError(f"{path} cannot be read as arrays: {error}") from error
    for name, value in archive.items():
        if not isinstance(value, np.ndarray):
            raise WeightsError(f"{path} cannot be read as arrays: {plain(name)} is no plain one")
    return archive


def read_archive(file):
    """Return what is in an npz by name; of a part that is no array, how large it is.

    file: binary and seekable. Raises WeightsError, before anything is unpacked if what the archive
    claims cannot be true or is too much.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_claims(parts, file.seek(0, os.SEEK_END))
            found = Archive()
            for part in parts:
                if (name := _name_of(part)) in found:
                    raise WeightsError(f"it has two parts with the name {plain(name)}")
                found[name] = _read(archive, part)
            return found
    except WeightsError:
        raise
    # A damaged zip raises whatever its damaged part leads to: BadZipFile, zlib.error, EOFError.
    except Exception as error:
        raise WeightsError(f"it is no whole npz ({plain(error)})") from error


def _name_of(part):
    return part.filename.removesuffix(".npy")


def _read(archive, part):
    with archive.open(part) as file:
        is_array = file.peek(len(npy.MAGIC)).startswith(npy.MAGIC)
        if not is_array:
            return Standin(f"no array: {part.file_size:,} bytes")
        try:
            array = npy.read(file, part.file_size)
        except WeightsError as error:
            raise WeightsError(f"in {plain(part.filename)} {error}") from error
        file.read(1)  # for the checksum, which is looked at where the file ends
        return array


def _check_claims(parts, size):
    """Raise WeightsError for sizes that the file is too small for, or that are too large."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    for part in parts:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WeightsError(f"{plain(part.filename)} is packed as np.savez never does")
        if part.file_size > DEFLATE_RATIO * part.compress_size:
            raise WeightsError(
                f"{plain(part.filename)} claims to unpack from {part.compress_size:,} bytes to "
                f"{part.file_size:,}, which is refused"
            )
    if packed > size or unpacked > max(size, MAX_UNPACKED):
        raise WeightsError(
            f"it claims to unpack from {size:,} bytes to {unpacked:,}, which is refused: "
            f"{MAX_UNPACKED:,} are allowed, to a file that is not larger itself"
        )
