"""``theano.gof``: graphs, and what operations and rewrites are made of."""

from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.destroyhandler import DestroyHandler
from pytensor.graph.features import (
    Bookkeeper,
    Feature,
    History,
    NoOutputFromInplace,
    ReplaceValidate,
    Validator,
)
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.type import Type
from pytensor.graph.utils import InconsistencyError, MethodNotDefined, MissingInputError
from pytensor.link.basic import (
    Container,
    Linker,
    LocalLinker,
    PerformLinker,
    WrapLinker,
    WrapLinkerMany,
)
from pytensor.link.c.basic import CLinker, DualLinker, OpWiseCLinker
from pytensor.link.c.params_type import Params, ParamsType
from pytensor.link.c.type import CEnumType, EnumList, EnumType, Generic, generic

from legacy_repro import names
from legacy_repro.theano.gof import graph, op, opt, optdb, type, utils
from legacy_repro.theano.gof.op import COp, Op, OpenMPOp, PureOp
from legacy_repro.theano.gof.opt import (
    EquilibriumOptimizer,
    LocalOptGroup,
    LocalOptimizer,
    MergeOptimizer,
    OpSub,
    Optimizer,
    PatternSub,
    SeqOptimizer,
    TopoOptimizer,
    inplace_optimizer,
    local_optimizer,
    optimizer,
)
from legacy_repro.theano.gof.optdb import (
    DB,
    EquilibriumDB,
    LocalGroupDB,
    ProxyDB,
    Query,
    SequenceDB,
)
from legacy_repro.theano.gof.utils import hashtype, object2

__getattr__ = names.absent(__name__)
