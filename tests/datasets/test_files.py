import gzip
import hashlib

import pytest

from legacy_repro.datasets import DataError
from legacy_repro.datasets.files import unpack, write_packed, write_whole

CONTENT = bytes(range(200)) * 20
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PACKED = gzip.compress(CONTENT, mtime=0)


def test_unpack_takes_packed_and_unpacked_content():
    assert unpack(PACKED, SHA256) == CONTENT
    assert unpack(CONTENT, SHA256) == CONTENT


@pytest.mark.parametrize(
    "content, found",
    [
        (PACKED[:-20], "cannot be unpacked .*end-of-stream"),
        (PACKED[:3], "cannot be unpacked"),
        (PACKED[:40] + b"\xff\xff\xff\xff" + PACKED[44:], "cannot be unpacked"),
        (PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], "cannot be unpacked .*CRC"),
        (PACKED + b"more", "cannot be unpacked"),
        (CONTENT[:-1], "its 3,999 unpacked bytes have the SHA-256"),
        (gzip.compress(CONTENT + b"\0", mtime=0), f"4,001 unpacked bytes .* expected {SHA256}"),
        (b"", "its 0 unpacked bytes"),
    ],
)
def test_unpack_refuses_damaged_and_other_content(content, found):
    with pytest.raises(DataError, match=found):
        unpack(content, SHA256)


def test_write_whole_creates_the_folder_and_replaces_the_file(tmp_path):
    path = tmp_path / "new" / "file"
    for content in (b"one", b"two"):
        with write_whole(path) as file:
            file.write(content)
        assert path.read_bytes() == content
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "file.gz"
    path.write_bytes(b"old")
    with pytest.raises((DataError, KeyboardInterrupt)) as raised, write_packed(path) as file:
        file.write(CONTENT)
        raise error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(error, OSError):
        assert str(raised.value).startswith(f"cannot write {path}: No space left on device; choose")


def test_a_folder_that_is_a_file_is_named(tmp_path):
    tmp_path.joinpath("taken").write_bytes(b"")
    with (
        pytest.raises(DataError, match=r"cannot write .*taken.file: .*; do something"),
        write_whole(tmp_path / "taken" / "file", remedy="do something"),
    ):
        pass


def test_packed_bytes_depend_on_the_content_alone(tmp_path):
    for name in ("one.gz", "two.gz"):
        with write_packed(tmp_path / name) as file:
            file.write(CONTENT)
    one, two = (tmp_path.joinpath(name).read_bytes() for name in ("one.gz", "two.gz"))
    assert one == two
    assert one[3:8] == bytes(5)  # neither a file name nor a time
    assert gzip.decompress(one) == CONTENT
