"""Python 2's files."""

import pytest

from legacy_repro.runner.python2 import files


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("né\r\n".encode(), "né\r\n"),
        (b"\x80\x02]\r", "\x80\x02]\r"),
        (b"a" * 65535 + "é".encode(), "a" * 65535 + "é"),
        (b"a" * 65535 + b"\xe9", "a" * 65535 + "\xe9"),
        (b"", ""),
    ],
)
def test_text_is_utf8_or_a_character_a_byte(tmp_path, content, text):
    (tmp_path / "x").write_bytes(content)
    with files.open(tmp_path / "x") as file:
        assert file.read() == text


def test_what_is_read_can_be_written(tmp_path):
    content = b"a" * 70000 + b"\xff\r\n"  # looks like UTF-8 from its beginning
    (tmp_path / "x").write_bytes(content)
    with files.open(tmp_path / "x") as file, files.open(tmp_path / "y", "w") as copy:
        copy.write(file.read())
    assert (tmp_path / "y").read_bytes() == content


def test_a_text_file_takes_bytes_in_order(tmp_path):
    with files.open(tmp_path / "x", "w") as file:
        file.write("a")
        file.write(b"\xff")
        file.write("b")
    assert (tmp_path / "x").read_bytes() == b"a\xffb"
