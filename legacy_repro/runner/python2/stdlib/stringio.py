"""Python 2's StringIO and cStringIO: a file in memory, of text or of bytes by its beginning."""

import io


def StringIO(start=""):
    """Return a file that holds what it is given at the start."""
    return io.StringIO(start, newline="\n") if isinstance(start, str) else io.BytesIO(start)
