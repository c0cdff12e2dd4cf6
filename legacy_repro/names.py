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
    "lasagne.layers.corrmm": "layers.without_gpu.corrmm",
    "lasagne.layers.cuda_convnet": "layers.without_gpu.cuda_convnet",
    "lasagne.layers.dnn": "layers.without_gpu.dnn",
    "theano": "legacy_repro.theano",
    "theano.scalar": "legacy_repro.theano.scalar",
    "theano.scalar.basic": "legacy_repro.theano.scalar",
    "theano.scalar.basic_scipy": "pytensor.scalar.math",
    "theano.scalar.sharedvar": "pytensor.scalar.sharedvar",
    "theano.sparse": "legacy_repro.theano.sparse",
    "theano.sparse.basic": "legacy_repro.theano.sparse",
    "theano.sparse.sharedvar": "pytensor.sparse.sharedvar",
    "theano.sparse.type": "pytensor.sparse.type",
    "theano.compat.python2x": "legacy_repro.theano.compat",
    "theano.compile.debugmode": "pytensor.compile.debug.debugmode",
    "theano.compile.nanguardmode": "pytensor.compile.debug.nanguardmode",
    "theano.compile.profiling": "pytensor.compile.debug.profiling",
    "theano.gof.cc": "pytensor.link.c.basic",
    "theano.gof.destroyhandler": "pytensor.graph.destroyhandler",
    "theano.gof.fg": "pytensor.graph.fg",
    "theano.gof.link": "pytensor.link.basic",
    "theano.gof.null_type": "pytensor.graph.null_type",
    "theano.gof.params_type": "pytensor.link.c.params_type",
    "theano.gof.toolbox": "pytensor.graph.features",
    "theano.gof.unify": "pytensor.graph.rewriting.unify",
    "theano.gof.vm": "pytensor.link.vm",
    "theano.misc": "legacy_repro.theano.misc",
    "theano.misc.ordered_set": "pytensor.misc.ordered_set",
    "theano.misc.frozendict": "pytensor.misc.frozendict",
    "theano.raise_op": "legacy_repro.theano.raise_op",
    "theano.scan_module.scan_op": "pytensor.scan.op",
    "theano.tests": "legacy_repro.theano.tests",
    "theano.typed_list": "pytensor.typed_list",
    "theano.tensor": "legacy_repro.theano.tensor",
    "theano.tensor.opt": "legacy_repro.theano.tensor.opt",
    "theano.tensor.basic": "legacy_repro.theano.tensor",
    "theano.tensor.fft": "pytensor.tensor.fft",
    "theano.tensor.type_other": "pytensor.tensor.type_other",
    "theano.gpuarray": "legacy_repro.theano.gpuarray",
    "theano.gpuarray.dnn": "legacy_repro.theano.gpuarray.dnn",
    "theano.misc.pycuda_example": "legacy_repro.theano.misc.pycuda_init",
    "theano.misc.pycuda_utils": "legacy_repro.theano.misc.pycuda_init",
    "theano.sandbox": "legacy_repro.theano.sandbox",
    "theano.sandbox.cuda": "legacy_repro.theano.sandbox.cuda",
    "theano.sandbox.cuda.blas": "legacy_repro.theano.sandbox.cuda.blas",
    "theano.sandbox.cuda.dnn": "legacy_repro.theano.sandbox.cuda.dnn",
    "theano.sandbox.gpuarray": "legacy_repro.theano.gpuarray",
    "theano.sandbox.gpuarray.dnn": "legacy_repro.theano.gpuarray.dnn",
    "theano.tensor.nnet.conv3d2d": "legacy_repro.theano.tensor.nnet.conv3d2d",
    "theano.tensor.nnet.neighbours": "legacy_repro.theano.tensor.nnet.neighbours",
    "theano.tensor.nnet.blocksparse": "legacy_repro.theano.tensor.nnet.blocksparse",
    "theano.tensor.nnet.corr": "legacy_repro.theano.tensor.nnet.corr",
    "theano.tensor.nnet.corr3d": "legacy_repro.theano.tensor.nnet.corr3d",
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


def keep_submodules(package, *submodules):
    """Make submodules known by their old names now: a first import later would set an attribute."""
    for name in submodules:
        ours = f"{package}.{name}"
        sys.modules[old_name(ours)] = importlib.import_module(ours)


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
