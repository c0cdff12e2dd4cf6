"""The name ``theano``: PyTensor's object where it behaves as Theano's did, else ours."""

import logging as _logging

from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.type import Type
from pytensor.graph.utils import InconsistencyError
from pytensor.link.basic import Container, Linker, LocalLinker, PerformLinker
from pytensor.link.c.basic import CLinker, DualLinker, OpWiseCLinker
from pytensor.link.c.type import Generic, generic
from pytensor.tensor import dot

from legacy_repro import names as _names
from legacy_repro import rewrites as _rewrites
from legacy_repro.theano import (
    compat,
    compile,
    configdefaults,
    configparser,
    gof,
    gradient,
    ifelse,
    printing,
    scalar,
    scan_module,
    tensor,
    updates,
    version,
)
from legacy_repro.theano.compat import PY3
from legacy_repro.theano.compile import (
    FunctionMaker,
    In,
    Mode,
    OpFromGraph,
    Out,
    Param,
    SymbolicInput,
    SymbolicOutput,
    as_op,
    function,
    shared,
)
from legacy_repro.theano.compile.function import function_dump
from legacy_repro.theano.configuration import change_flags, config
from legacy_repro.theano.gof import Op, OpenMPOp
from legacy_repro.theano.gradient import Lop, Rop, grad, sparse_grad, subgraph_grad
from legacy_repro.theano.misc.safe_asarray import _asarray
from legacy_repro.theano.printing import pp, pprint
from legacy_repro.theano.scan_module import (
    clone,
    foldl,
    foldr,
    map,
    reduce,
    scan,
    scan_checkpoints,
)
from legacy_repro.theano.tensor import get_scalar_constant_value
from legacy_repro.theano.updates import OrderedUpdates

theano_logger = _logging.getLogger("theano")

__version__ = version.version

__getattr__ = _names.absent(__name__, elsewhere=compile)
