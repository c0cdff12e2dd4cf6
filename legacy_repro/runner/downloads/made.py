"""The files that stand in for what was at dead addresses."""

import functools
import hashlib

import legacy_repro
from legacy_repro.runner.downloads import addresses
from legacy_repro.say import say


class NotMade(Exception):
    """A file of ours that should stand in for a dead address and cannot be made."""


def in_place_of(url):
    """Return the path of the file of ours for a dead address, after saying so; None without one.

    Raises NotMade where `datasets.load` raises DataError, and if the cache cannot be written.
    """
    name = addresses.file_at(url)
    if name is None:
        return None
    from legacy_repro.datasets import DataError  # brings pooch and Pillow

    try:
        path = _made(name)
    except DataError as error:
        raise NotMade(f"{url} is gone, and {name} cannot be made in its place: {error}") from error
    say(f"{url} is gone; it is answered with {name} made from {path.parent.name}")
    return path


@functools.cache
def _made(name):
    """Return the path of a data file in the cache; it is made there unless it is there, and whole.

    A folder holds what one version of ours makes from one data set.
    """
    from legacy_repro import datasets
    from legacy_repro.datasets import mnist

    source = datasets.load().name
    path = mnist.cache().parent / "made" / legacy_repro.__version__ / source / name
    if not _is_whole(path):
        try:
            _make(path)
        except datasets.DataError as error:
            raise datasets.DataError(f"{error}, and name it by LEGACY_REPRO_CACHE") from error
    return path


def _make(path):
    from legacy_repro import datasets
    from legacy_repro.datasets.files import write_whole

    datasets.write(path.name, path.parent)
    with write_whole(_note(path)) as file:
        file.write(_sha256(path))


def _is_whole(path):
    """Say whether a file is as it was made, by the note beside it."""
    try:
        return _note(path).read_bytes() == _sha256(path)
    except OSError:
        return False


def _note(path):
    return path.with_name(f"{path.name}.sha256")


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest().encode()
