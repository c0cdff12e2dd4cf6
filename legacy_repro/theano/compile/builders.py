"""``theano.compile.builders``: a piece of graph as an operation."""

import pytensor.compile.builders
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.gradient import disconnected_type

from legacy_repro import names
from legacy_repro.theano.gof.graph import inputs as graph_inputs


class OpFromGraph(pytensor.compile.builders.OpFromGraph):
    """The graph between inputs and outputs as an operation.

    lop_overrides, grad_overrides, rop_overrides: what stands for its L_op, gradient or R_op: a
    function, an OpFromGraph, or a list of one for each input, where "default" keeps its own.
    Shared variables in the graph become inputs that are given by themselves.
    """

    def __init__(
        self,
        inputs,
        outputs,
        inline=False,
        lop_overrides="default",
        grad_overrides="default",
        rop_overrides="default",
        connection_pattern=None,
        name=None,
        **kwargs,
    ):
        if lop_overrides != "default" and grad_overrides != "default":
            raise ValueError("lop_overrides and grad_overrides are mutually exclusive")
        if kwargs.keys() & {"updates", "givens"}:
            raise TypeError("updates and givens are not allowed here")
        found = graph_inputs(outputs)
        self.implicit = [x for x in found if isinstance(x, SharedVariable) and x not in inputs]
        self.given = len(inputs)
        if lop_overrides != "default":
            pullback = self._pullback(lop_overrides, lambda i, o, g: (i, o, g))
        else:
            pullback = self._pullback(grad_overrides, lambda i, o, g: (i, g))
        super().__init__(
            [*inputs, *self.implicit],
            list(outputs),
            inline=inline,
            pullback=pullback,
            pushforward=self._pushforward(rop_overrides),
            connection_pattern=connection_pattern,
            name=name,
        )

    def __call__(self, *inputs, **kwargs):
        implicit = self.implicit if len(inputs) == self.given else ()
        return super().__call__(*inputs, *implicit, **kwargs)

    def _pullback(self, overrides, arguments):
        """Return PyTensor's overrides: functions of inputs, outputs and their gradients."""
        if isinstance(overrides, str):
            return None
        n, shared = self.given, self.implicit

        def called(override, inputs, outputs, gradients):
            return _called(override, arguments(inputs[:n], outputs, gradients))

        if isinstance(overrides, list):
            keep = [None] * len(shared)
            return [_first(one, called) for one in overrides] + keep
        return lambda *args: called(overrides, *args) + [disconnected_type() for _ in shared]

    def _pushforward(self, overrides):
        """Return PyTensor's override: a function of inputs and their tangents."""
        if isinstance(overrides, str):
            return None
        n = self.given
        return lambda inputs, points: _called(overrides, (inputs[:n], points[:n]))


def _first(override, called):
    """Return an override of one gradient; None keeps the operation's own."""
    if isinstance(override, str):
        return None
    return lambda *arguments: called(override, *arguments)[0]


def _called(override, arguments):
    """Return what an override gives, as a list: a function of lists, or an OpFromGraph."""
    if isinstance(override, pytensor.compile.builders.OpFromGraph):
        results = override(*(x for group in arguments for x in group))
    else:
        results = override(*arguments)
    return list(results) if isinstance(results, list | tuple) else [results]


__getattr__ = names.absent(__name__, elsewhere=pytensor.compile.builders)
