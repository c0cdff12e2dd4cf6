"""Python 2's pickle and cPickle: strings of pickles are read as latin1, files may be text files."""

import pickle
from pickle import *

from legacy_repro.runner.python2.files import as_bytes, binary


class Unpickler(pickle.Unpickler):
    """Reads a pickle of Python 2 or 3."""

    def __init__(self, file):
        super().__init__(binary(file), encoding="latin1")
        self._file = file  # a text file that nobody holds closes itself


class Pickler(pickle.Pickler):
    """Writes a pickle."""

    def __init__(self, file, protocol=0):
        super().__init__(binary(file), protocol)
        self._file = file


def load(file):
    """Read an object from a file."""
    return Unpickler(file).load()


def loads(data):
    """Read an object from bytes, or from a str that holds a byte a character."""
    return pickle.loads(as_bytes(data), encoding="latin1")


def dump(thing, file, protocol=0):
    """Write an object to a file."""
    pickle.dump(thing, binary(file), protocol)


def dumps(thing, protocol=0):
    """Return the pickle of an object."""
    return pickle.dumps(thing, protocol)
