"""``theano.compile``: from a graph to a function."""

import importlib
import warnings

import pytensor.compile
from pytensor.compile import SharedVariable, rebuild_collect_shared

from legacy_repro import names
from legacy_repro.theano.compile import function_module, io, mode, monitormode, ops
from legacy_repro.theano.compile.builders import OpFromGraph
from legacy_repro.theano.compile.function import function
from legacy_repro.theano.compile.function_module import Function, FunctionMaker, UnusedInputError
from legacy_repro.theano.compile.io import In, Out, Param, SymbolicInput, SymbolicOutput
from legacy_repro.theano.compile.mode import Mode, get_default_mode, optdb
from legacy_repro.theano.compile.monitormode import MonitorMode
from legacy_repro.theano.compile.ops import (
    Rebroadcast,
    Shape,
    Shape_i,
    SpecifyShape,
    as_op,
    shape,
    specify_shape,
)
from legacy_repro.theano.compile.pfunc import pfunc
from legacy_repro.theano.compile.sharedvalue import shared

names.keep_submodules(__name__, "function", "pfunc")

# Scripts may set it, PyTensor would rather that they did not.
warnings.filterwarnings("ignore", "Setting default_update is deprecated", DeprecationWarning)

_elsewhere = names.absent(__name__, elsewhere=pytensor.compile)


def __getattr__(name):
    if name in ("FAST_RUN", "predefined_modes"):
        return getattr(mode, name)
    if name == "DebugMode":
        return importlib.import_module("pytensor.compile.debug.debugmode").DebugMode
    return _elsewhere(name)
