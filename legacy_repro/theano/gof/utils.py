"""``theano.gof.utils``: odds and ends that scripts import from here."""

import hashlib

import pytensor.graph.utils
from pytensor.graph.utils import MetaObject, MethodNotDefined, add_tag_trace
from pytensor.graph.utils import Scratchpad as scratchpad
from pytensor.utils import hash_from_code

from legacy_repro import names


class object2:
    """A class to derive from, as Python 2 needed it."""


def hashtype(self):
    """Return a hash of the type of an object: its name and module."""
    return hash((type(self).__name__, type(self).__module__))


def hash_from_file(file_path):
    """Return the SHA-256 of a file's content in hexadecimal digits."""
    with open(file_path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def uniq(seq):
    """Return the elements of a sequence, each once, in their order."""
    return list(dict.fromkeys(seq))


def difference(seq1, seq2):
    """Return the elements of a sequence that another does not have."""
    return [x for x in seq1 if x not in set(seq2)]


def flatten(a):
    """Return the elements of nested lists, tuples and sets as one list."""
    if isinstance(a, list | tuple | set):
        return [x for part in a for x in flatten(part)]
    return [a]


def give_variables_names(variables):
    """Return a list of names for variables that has no name twice, and give them to these."""
    taken = set()
    for number, variable in enumerate(variables):
        name = variable.name or f"{type(variable.type).__name__}_{number}"
        while name in taken:
            name += "_"
        variable.name = name
        taken.add(name)
    return [variable.name for variable in variables]


__getattr__ = names.absent(__name__, elsewhere=pytensor.graph.utils)
