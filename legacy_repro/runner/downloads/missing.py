"""Say of a data file that a script opens and does not have by which command it is made."""

import os
import shlex

from legacy_repro.runner.downloads import addresses

MADE = (
    "mnist.pkl.gz",
    *addresses.IDX,
    *(name.removesuffix(".gz") for name in addresses.IDX),
    "train.csv",
    "test.csv",
)
STARTED_IN = os.getcwd()


def add_note(error):
    """Add the command to an error, or to the one it came from, if a known data file is missing."""
    for each in (error, error.__cause__ or error.__context__):
        path = _missing(each) if isinstance(each, FileNotFoundError) else None
        if path is not None and os.path.basename(path) in MADE:
            each.add_note(f"legacy-repro makes this file of MNIST's digits: {_command(path)}")


def _missing(error):
    """Return the path that an error names as text; None if it names none."""
    if isinstance(error.filename, (str, bytes, os.PathLike)):
        return os.fsdecode(error.filename)
    return str(error).removesuffix(" not found.")  # NumPy's loadtxt and genfromtxt say only this


def _command(path):
    folder, name = os.path.split(path)
    if os.getcwd() != STARTED_IN:
        folder = os.path.abspath(folder)
    return f"legacy-repro data {name} {shlex.quote(folder or '.')}"
