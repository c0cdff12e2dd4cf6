"""``theano.gof.op``: operations as scripts write them, in Python or C, with Theano's methods."""

import functools
import inspect
import warnings

from pytensor.gradient import DisconnectedType, disconnected_type
from pytensor.graph.op import HasInnerGraph
from pytensor.link.c.interface import CLinkerOp
from pytensor.link.c.op import COp as PytensorCOp
from pytensor.link.c.op import ExternalCOp, OpenMPOp

from legacy_repro import names
from legacy_repro.theano.gof.calls import without_graph
from legacy_repro.theano.gof.testvalues import get_debug_values, get_test_value

# What PyTensor calls with arguments by name that Theano's methods did not have.
C_METHODS = (
    "c_compile_args", "c_header_dirs", "c_headers", "c_init_code", "c_lib_dirs", "c_libraries",
    "c_no_compile_args", "c_support_code",
)  # fmt: skip


class Op(PytensorCOp):
    """An operation of a script's own.

    It has `perform`, C code, or both, and `grad`, `R_op` and `infer_shape` as in Theano 1.0.
    """

    def __init_subclass__(cls, **kwargs):
        if "infer_shape" in vars(cls):
            cls.infer_shape = without_graph(cls.infer_shape)
        if "perform" in vars(cls):
            cls.perform = _given_params(cls.perform)
        for name in C_METHODS:
            if name in vars(cls):
                setattr(cls, name, _with_known(getattr(cls, name)))
        super().__init_subclass__(**kwargs)

    def perform(self, node, inputs, output_storage):
        raise NotImplementedError(f"{self} has neither `perform` nor C code that can be compiled")

    def c_code(self, node, name, inputs, outputs, sub):
        raise NotImplementedError(f"{self} has no C code")

    def c_code_cache_version(self):
        return ()

    def grad(self, inputs, output_grads):
        raise NotImplementedError(f"{self} has no gradient: write its method `grad`")

    def L_op(self, inputs, outputs, output_grads):
        return self.grad(inputs, output_grads)

    def R_op(self, inputs, eval_points):
        raise NotImplementedError(f"{self} has no method `R_op`")

    def pullback(self, inputs, outputs, cotangents):
        return self.L_op(inputs, outputs, cotangents)

    def pushforward(self, inputs, outputs, tangents):
        points = [None if isinstance(x.type, DisconnectedType) else x for x in tangents]
        return [disconnected_type() if x is None else x for x in self.R_op(inputs, points)]


class COp(ExternalCOp, Op):
    """An operation whose C code is in files: their paths, and the function to call in them."""

    def __init__(self, func_files, func_name=None):
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "ExternalCOp is deprecated", FutureWarning)
            super().__init__(func_files, func_name)


def _given_params(perform):
    """Return a `perform` that PyTensor calls without the params of the operation's params_type."""
    if len(inspect.signature(perform).parameters) < 5:
        return perform

    @functools.wraps(perform)
    def perform_with_params(self, node, inputs, output_storage, *params):
        if not params and self.params_type is not None:
            params = (self.get_params(node),)
        perform(self, node, inputs, output_storage, *params)

    return perform_with_params


def _with_known(method):
    """Return a method that may be called with more arguments by name than it has."""
    parameters = inspect.signature(method).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return method
    known = {parameter.name for parameter in parameters}

    @functools.wraps(method)
    def with_known(self, *args, **kwargs):
        return method(self, *args, **{k: v for k, v in kwargs.items() if k in known})

    return with_known


PureOp = Op

__getattr__ = names.absent(__name__)
