"""``theano.misc.pkl_utils``: a zip file of a pickle and its arrays, each an .npy that NumPy reads.

The arrays of shared variables are called by their names. Loading runs what a pickle says, so load
only what you trust; `legacy_repro.load_weights` reads weights without.
"""

import io
import pickle
import zipfile

import numpy as np
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.misc.pkl_utils import StripPickler

from legacy_repro import names

DEFAULT_PROTOCOL = pickle.DEFAULT_PROTOCOL


class PersistentNdarrayID:
    """Writes the arrays that a pickle meets into a zip file, and says what they are called."""

    def __init__(self, zip_file):
        self.zip_file = zip_file
        self.seen = {}  # the arrays too, so that no other gets the id of one

    def __call__(self, obj):
        if type(obj) is not np.ndarray:
            return None
        if id(obj) not in self.seen:
            self.seen[id(obj)] = self._name(obj), obj
            with self.zip_file.open(self.seen[id(obj)][0], "w") as file:
                np.lib.format.write_array(file, obj)
        return f"ndarray.{self.seen[id(obj)][0]}"

    def _name(self, array):
        return f"array_{len(self.seen)}"


class PersistentSharedVariableID(PersistentNdarrayID):
    """The same, with the names of shared variables for their arrays.

    Raises ValueError for a name that two of them have, unless allow_duplicates, and for one that
    has none, unless allow_unnamed.
    """

    def __init__(self, zip_file, allow_unnamed=True, allow_duplicates=True):
        super().__init__(zip_file)
        self.allow_unnamed, self.allow_duplicates = allow_unnamed, allow_duplicates
        self.names, self.counts = {}, {}

    def __call__(self, obj):
        if isinstance(obj, SharedVariable):
            if obj.name:
                self.names[id(obj.container.storage[0])] = self._free(obj.name)
            elif not self.allow_unnamed:
                raise ValueError(f"the shared variable {obj} has no name")
        return super().__call__(obj)

    def _free(self, name):
        count = self.counts[name] = self.counts.get(name, 0) + 1
        if count > 1 and not self.allow_duplicates:
            raise ValueError(f"several shared variables are called {name!r}")
        return name if count == 1 else f"{name}_{count}"

    def _name(self, array):
        return self.names.get(id(array)) or super()._name(array)


class PersistentNdarrayLoad:
    """Reads the arrays of a pickle out of a zip file."""

    def __init__(self, zip_file):
        self.zip_file, self.seen = zip_file, {}

    def __call__(self, persid):
        name = persid.partition(".")[2]
        if name not in self.seen:
            with self.zip_file.open(name) as file:
                self.seen[name] = np.lib.format.read_array(file)
        return self.seen[name]


class CompatUnpickler(pickle.Unpickler):
    """Reads pickles of Python 2 too."""

    def __init__(self, file, **options):
        super().__init__(file, **({"encoding": "latin1"} | options))


class Pickler(pickle.Pickler):
    """Writes pickles in which a function names what is written elsewhere."""

    def __init__(self, file, protocol, name):
        super().__init__(file, protocol)
        self.name = name

    def persistent_id(self, obj):
        return self.name(obj)


class Unpickler(CompatUnpickler):
    """Reads pickles in which a function finds what is written elsewhere."""

    def __init__(self, file, find):
        super().__init__(file)
        self.find = find

    def persistent_load(self, persid):
        return self.find(persid)


def dump(obj, file_handler, protocol=DEFAULT_PROTOCOL, persistent_id=PersistentSharedVariableID):
    """Write an object into a file that is open for writing in binary."""
    text = io.BytesIO()
    with zipfile.ZipFile(file_handler, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as zip_file:
        Pickler(text, protocol, persistent_id(zip_file)).dump(obj)
        zip_file.writestr("pkl", text.getvalue())


def load(f, persistent_load=PersistentNdarrayLoad):
    """Return the object in a file, open for reading in binary, that `dump` has written."""
    with zipfile.ZipFile(f) as zip_file:
        text = io.BytesIO(zip_file.read("pkl"))
        return Unpickler(text, persistent_load(zip_file)).load()


__getattr__ = names.absent(__name__)
