"""Python 2's files: they gave and took str, whatever bytes were in them."""

import builtins
import codecs
import io
import os

_LOOKED_AT = 1 << 16  # bytes


def open(name, mode="r", buffering=-1):
    """Open a file as Python 2 did.

    Text is UTF-8; a file that is not UTF-8 is read as one character a byte. Text files also take
    bytes, binary files also take str. No line end is translated, unless mode has a U.
    """
    universal = "U" in mode
    mode = mode.replace("U", "").replace("t", "") or "r"
    if mode[0] not in "rwa":
        mode = "r" + mode
    if "b" in mode:
        writes_only = "+" not in mode and mode[0] != "r"
        return BinaryFile(io.FileIO(name, mode)) if writes_only else builtins.open(name, mode)
    return TextFile(
        builtins.open(name, mode + "b"),
        encoding=_encoding(name) if mode[0] == "r" else "utf-8",
        errors="surrogateescape",
        newline=None if universal else "\n",
        line_buffering=buffering in (0, 1),
    )


class TextFile(io.TextIOWrapper):
    """A text file that takes bytes too."""

    def write(self, data):
        if isinstance(data, str):
            return super().write(data)
        self.flush()
        return self.buffer.write(data)


class BinaryFile(io.BufferedWriter):
    """A binary file that takes str too."""

    def write(self, data):
        return super().write(as_bytes(data) if isinstance(data, str) else data)


def binary(file):
    """Return the binary file under a text file, any other file itself."""
    if isinstance(file, io.TextIOBase) and hasattr(file, "buffer"):
        file.flush()
        return file.buffer
    return file


def as_bytes(text):
    """Return the bytes that a str of Python 2 held: one a character where that is possible."""
    if not isinstance(text, str):
        return text
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def _encoding(name):
    """Return "utf-8" if a file looks like it from its beginning, else "latin-1"."""
    if not os.path.isfile(name):
        return "utf-8"
    with builtins.open(name, "rb") as file:
        start, ended = file.read(_LOOKED_AT), not file.read(1)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, final=ended)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"
