"""Python 2's csv: it reads files that were opened as binary."""

import csv
from csv import *


def reader(lines, *arguments, **named):
    """Return an iterator over rows."""
    return csv.reader(_text(lines), *arguments, **named)


class DictReader(csv.DictReader):
    """An iterator over rows as dicts."""

    def __init__(self, lines, *arguments, **named):
        super().__init__(_text(lines), *arguments, **named)


def _text(lines):
    for line in lines:
        yield line if isinstance(line, str) else line.decode("utf-8", "surrogateescape")
