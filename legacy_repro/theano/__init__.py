"""The name ``theano``: PyTensor's object where it behaves as Theano's did, else ours."""

from pytensor import In, Mode, OpFromGraph, Out, gradient, printing, scalar
from pytensor.compile.ops import as_op
from pytensor.gradient import grad, subgraph_grad
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.type import Type
from pytensor.printing import pp, pprint

from legacy_repro import names as _names
from legacy_repro import rewrites as _rewrites
from legacy_repro.theano import compile, ifelse, tensor
from legacy_repro.theano.compile import function, shared
from legacy_repro.theano.configuration import change_flags, config
from legacy_repro.theano.scan_module import scan
from legacy_repro.theano.tensor import dot
from legacy_repro.theano.updates import OrderedUpdates

__version__ = "1.0.5"

__getattr__ = _names.absent(__name__)
