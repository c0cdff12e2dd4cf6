"""The pictures of one run: numbered files in a folder."""

import os

from legacy_repro.say import say
from legacy_repro.writing import open_whole

LIMIT = 1000  # a script that shows a picture a step would fill the disk

_folder, _stem, _count = ".", "picture", 0


def begin(folder, stem):
    """Begin a new album: its pictures will be STEM-1.png, STEM-2.png ... in `folder`."""
    global _folder, _stem, _count
    _folder, _stem, _count = os.path.abspath(folder), stem, 0


def add(write):
    """Save the next picture by ``write(file)`` and say where; one that cannot be saved is named."""
    global _count
    if _count == LIMIT:
        say(f"{LIMIT} pictures are saved, and no more will be")
        return
    _count += 1
    path = os.path.join(_folder, f"{_stem}-{_count}.png")
    try:
        os.makedirs(_folder, exist_ok=True)
        with open_whole(path) as file:
            write(file)
    except OSError as error:
        say(f"{path}: not saved: {error.strerror or error}; --figures DIR names another folder")
    else:
        say(f"picture: {path}")
