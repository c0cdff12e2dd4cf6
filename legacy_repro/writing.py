"""Write a file whole: until it is complete, what was there before stays."""

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4


@contextmanager
def open_whole(path):
    """Open a binary file that takes its place at `path` once it is complete, by one renaming.

    If writing fails, or the process is killed, the file that was at `path` is still there. What is
    no file, as /dev/null, is written as it is. Raises OSError as `open` does.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        with open(target, "wb") as file:
            yield file
        return
    partial = target.with_name(f".{target.name}.{uuid4().hex}.partial")
    try:
        with open(partial, "xb") as file:
            yield file
        os.replace(partial, target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
