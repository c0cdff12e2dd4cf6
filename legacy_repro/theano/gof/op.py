"""``theano.gof.op``: operations as scripts write them, in Python or C, with Theano's methods."""

import functools
import inspect

from pytensor.gradient import DisconnectedType, disconnected_type
from pytensor.graph.op import HasInnerGraph
from pytensor.link.c.interface import CLinkerOp
from pytensor.link.c.op import COp as PytensorCOp
from pytensor.link.c.op import ExternalCOp, OpenMPOp

from legacy_repro import names
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
            cls.infer_shape = _without_graph(cls.infer_shape)
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


def _without_graph(infer_shape):
    """Return a method (node, shapes) that PyTensor 3.0 may also call with the graph first."""

    @functools.wraps(infer_shape, assigned=["__doc__", "__name__"])
    def infer_shape_of(self, *arguments):
        return infer_shape(self, *arguments[-2:])

    del infer_shape_of.__wrapped__  # PyTensor would take its signature for this one's
    return infer_shape_of


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
COp = ExternalCOp

__getattr__ = names.absent(__name__)
