"""``theano.scan_module``: loops in graphs."""

from legacy_repro import names
from legacy_repro.theano.scan_module import scan_utils, scan_views
from legacy_repro.theano.scan_module.scan import scan
from legacy_repro.theano.scan_module.scan_checkpoints import scan_checkpoints
from legacy_repro.theano.scan_module.scan_utils import clone, until
from legacy_repro.theano.scan_module.scan_views import foldl, foldr, map, reduce

names.keep_submodules(__name__, "scan", "scan_checkpoints")

__getattr__ = names.absent(__name__)
