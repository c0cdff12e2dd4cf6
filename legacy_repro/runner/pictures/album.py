"""The pictures of one run: numbered files in a folder.

Every picture bears a mark. A file with it is replaced by the next run; one without it is somebody's
own, stays as it is, and its number is left out. A fork adds its process number to the name.
"""

import io
import itertools
import os
import zlib

from legacy_repro.say import say
from legacy_repro.writing import open_whole

LIMIT = 1000  # a script that shows a picture a step would fill the disk

_COMMENT = b"tEXtComment\0saved by legacy-repro"
MARK = (len(_COMMENT) - 4).to_bytes(4) + _COMMENT + zlib.crc32(_COMMENT).to_bytes(4)
HEAD = 33  # the bytes of a PNG file before its first comment may come

_folder, _stem, _count, _numbers = ".", "picture", 0, itertools.count(1)
_process = os.getpid()


def begin(folder, stem):
    """Begin a new album: its pictures will be STEM-1.png, STEM-2.png ... in `folder`."""
    global _folder, _stem, _count, _numbers
    _folder, _stem, _count, _numbers = os.path.abspath(folder), stem, 0, itertools.count(1)


def add(write):
    """Save the next picture by ``write(file)``, a PNG, and say where, or why it cannot be saved."""
    global _count
    if _count == LIMIT:
        say(f"{LIMIT} pictures are saved, and no more will be")
        return
    _count += 1
    path = next(filter(_is_free, map(_path, _numbers)))
    try:
        os.makedirs(_folder, exist_ok=True)
        with open_whole(path) as file:
            file.write(_marked(write))
    except OSError as error:
        say(f"{path}: not saved: {error.strerror or error}; --figures DIR names another folder")
    else:
        say(f"picture: {path}")


def _path(number):
    fork = "" if os.getpid() == _process else f"-{os.getpid()}"
    return os.path.join(_folder, f"{_stem}{fork}-{number}.png")


def _is_free(path):
    """Say whether nothing is there, or a picture of ours."""
    if not os.path.isfile(path):
        return not os.path.exists(path)
    try:
        with open(path, "rb") as file:
            return file.read(HEAD + len(MARK)).endswith(MARK)
    except OSError:
        return False


def _marked(write):
    picture = io.BytesIO()
    write(picture)
    content = picture.getvalue()
    return content[:HEAD] + MARK + content[HEAD:]
