"""The names ``theano`` and ``lasagne`` for old scripts: an import finder, nothing installed."""

import importlib
import importlib.abc
import importlib.util
import sys

# Where a module of the old tree is now; below it the longest prefix counts.
HOMES = {
    "lasagne": "legacy_repro.lasagne",
    "lasagne.layers": "layers",
    "lasagne.layers.helper": "layers.network",
    "theano": "legacy_repro.theano",
    "theano.gradient": "pytensor.gradient",
    "theano.configdefaults": "legacy_repro.theano.configuration",
    "theano.configparser": "legacy_repro.theano.configuration",
    "theano.printing": "pytensor.printing",
    "theano.scalar": "pytensor.scalar",
    "theano.sparse": "pytensor.sparse",
    "theano.compile.mode": "pytensor.compile.mode",
    "theano.compile.sharedvalue": "pytensor.compile.sharedvalue",
    "theano.tensor": "legacy_repro.theano.tensor",
    "theano.tensor.basic": "legacy_repro.theano.tensor",
    "theano.tensor.elemwise": "pytensor.tensor.elemwise",
    "theano.tensor.extra_ops": "pytensor.tensor.extra_ops",
    "theano.tensor.sharedvar": "pytensor.tensor.sharedvar",
    "theano.tensor.subtensor": "pytensor.tensor.subtensor",
    "theano.tensor.type": "pytensor.tensor.type",
    "theano.tensor.var": "pytensor.tensor.variable",
}


def home(name):
    """Return the module of ours that serves an old name."""
    prefix, rest = name, ""
    while prefix not in HOMES:
        prefix, _, last = prefix.rpartition(".")
        rest = f".{last}{rest}"
    return HOMES[prefix] + rest


def old_name(module):
    """Return the name by which old scripts know a module of ours."""
    for old, ours in sorted(HOMES.items(), key=lambda pair: (-len(pair[1]), len(pair[0]))):
        if module == ours or module.startswith(ours + "."):
            return old + module[len(ours) :]
    return module


def absent(module, elsewhere=None):
    """Return a module's ``__getattr__``: what ``elsewhere`` lacks is refused by its old name."""

    def __getattr__(name):
        if f"{old_name(module)}.{name}" in HOMES:
            return importlib.import_module(HOMES[f"{old_name(module)}.{name}"])
        if elsewhere is not None and not name.startswith("_") and hasattr(elsewhere, name):
            return getattr(elsewhere, name)
        raise AttributeError(f"{old_name(module)}.{name}: legacy-repro has no such name yet")

    return __getattr__


class OldNames(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serve ``theano.tensor`` as the very module ``legacy_repro.theano.tensor``, and so on."""

    def __init__(self):
        self.before_first = None

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in HOMES:
            return None
        return importlib.util.spec_from_loader(name, self)

    def create_module(self, spec):
        if self.before_first:
            act, self.before_first = self.before_first, None
            act()
        ours = home(spec.name)
        try:
            module = importlib.import_module(ours)
        except ModuleNotFoundError as error:
            if error.name is None or not (ours + ".").startswith(error.name + "."):
                raise
            raise ModuleNotFoundError(
                f"{spec.name}: legacy-repro has no such module yet", name=spec.name
            ) from None
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module):
        """Give the module back the spec that the import system has just replaced by the alias's."""
        module.__spec__ = module.__spec__.loader_state


FINDER = OldNames()


def install(before_first=None):
    """Put the finder first, so that `import theano` is ours.

    before_first: called as the first of the names is imported, once.
    """
    FINDER.before_first = before_first
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)
