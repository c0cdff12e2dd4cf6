"""Files that are either right or not there: known by their SHA-256, written whole."""

import gzip
import hashlib
import zlib
from contextlib import contextmanager

from legacy_repro.say import SaysAll
from legacy_repro.writing import open_whole

GZIP_MAGIC = b"\x1f\x8b"
ROOM = "choose a folder that can be written and has room"


class DataError(SaysAll, ValueError):
    """Data that is missing, damaged or not what it should be, or that cannot be written."""


def unpack(content, sha256):
    """Return `content`, unpacked if gzip packed it.

    sha256: of the unpacked bytes, in hexadecimal (packed bytes differ from mirror to mirror).
    Raises DataError if they cannot be unpacked or are others; the caller names the file.
    """
    if content.startswith(GZIP_MAGIC):
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise DataError(f"it cannot be unpacked ({error})") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        size = f"{len(content):,} unpacked bytes"
        raise DataError(f"its {size} have the SHA-256 {found}, expected {sha256}")
    return content


@contextmanager
def write_whole(path, remedy=ROOM):
    """Open a file that appears at `path` once it is complete, and not at all if writing fails.

    The folder is created. Raises DataError, which ends in `remedy`, where the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open_whole(path) as file:
            yield file
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror or error}; {remedy}") from error


@contextmanager
def write_packed(path):
    """Open a gzip file as `write_whole` does; the same content gives the same bytes at any time."""
    with (
        write_whole(path) as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed,
    ):
        yield packed
