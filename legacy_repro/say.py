"""What the project itself says: one line on standard error, each line once."""

import sys

_said = []


def say(line):
    """Print one line to standard error, unless this process has said it before."""
    if line not in _said:
        _said.append(line)
        print(f"legacy-repro: {line}", file=sys.stderr, flush=True)


def said():
    """Return the lines that this process has said, in their order."""
    return list(_said)


class SaysAll(Exception):
    """An error whose sentence says all that a user needs: the runner prints that line alone."""
