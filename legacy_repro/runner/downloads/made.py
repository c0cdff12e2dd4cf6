"""The files that stand in for what was at dead addresses."""

import functools

from legacy_repro.runner.downloads import addresses
from legacy_repro.say import say


def in_place_of(url):
    """Return the path of the file of ours for a dead address, after saying so; None without one."""
    name = addresses.file_at(url)
    if name is None:
        return None
    path = _made(name)
    say(f"{url} is gone; it is answered with {name} made from {path.parent.name}")
    return path


@functools.cache
def _made(name):
    """Return the path of a data file in the cache; it is made there unless it is there.

    Raises DataError as `datasets.load` does, and if the cache cannot be written.
    """
    from legacy_repro import datasets  # brings pooch and Pillow
    from legacy_repro.datasets import mnist

    folder = mnist.cache().parent / "made" / datasets.load().name
    if (folder / name).is_file():
        return folder / name
    try:
        return datasets.write(name, folder)[0]
    except datasets.DataError as error:
        raise datasets.DataError(f"{error}, and name it by LEGACY_REPRO_CACHE") from error
