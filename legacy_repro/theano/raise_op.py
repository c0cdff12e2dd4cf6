"""``theano.raise_op``: an operation that raises an error when it is computed."""

from pytensor.graph.basic import Apply
from pytensor.raise_op import Assert, CheckAndRaise

from legacy_repro import names
from legacy_repro.theano.gof.op import Op


class Raise(Op):
    """An identity that raises ``exc(msg)`` when it is computed."""

    __props__ = ("msg", "exc")

    def __init__(self, msg="", exc=NotImplementedError):
        self.msg, self.exc = msg, exc

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        raise self.exc(self.msg)

    def infer_shape(self, node, shapes):
        return shapes


__getattr__ = names.absent(__name__)
