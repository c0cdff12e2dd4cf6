"""``theano.gof.opt``: rewrites of graphs, called optimizers then."""

import pytensor.graph.rewriting.basic
from pytensor.graph.rewriting.basic import (
    ChangeTracker,
    GraphRewriter,
    MergeOptimizer,
    NodeRewriter,
    copy_stack_trace,
    graph_rewriter,
    inplace_graph_rewriter,
    node_rewriter,
)
from pytensor.graph.rewriting.basic import EquilibriumGraphRewriter as EquilibriumOptimizer
from pytensor.graph.rewriting.basic import PatternNodeRewriter as PatternSub
from pytensor.graph.rewriting.basic import SequentialGraphRewriter as SeqOptimizer
from pytensor.graph.rewriting.basic import SequentialNodeRewriter as LocalOptGroup
from pytensor.graph.rewriting.basic import SubstitutionNodeRewriter as OpSub
from pytensor.graph.rewriting.basic import WalkingGraphRewriter as TopoOptimizer
from pytensor.graph.utils import InconsistencyError

from legacy_repro import names
from legacy_repro.theano.gof.calls import without_graph

Optimizer = GraphRewriter
GraphRewriter.optimize = GraphRewriter.rewrite  # of a graph: Theano's name of it
optimizer = graph_rewriter
inplace_optimizer = inplace_graph_rewriter


class LocalOptimizer(NodeRewriter):
    """A rewrite of one node: a subclass has ``transform(self, node)`` and maybe `tracks`."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "transform" in vars(cls):
            cls.transform = without_graph(cls.transform)

    def transform(self, node):
        raise NotImplementedError(f"{type(self).__name__} has no method `transform`")


def local_optimizer(tracks, inplace=False, requirements=()):
    """Make a rewrite of a function of a node: a decorator.

    tracks: the operations, or their classes, that it looks at, or None for all.
    """
    decorate = node_rewriter(tracks, inplace, requirements)

    def local_optimizer_of(function):
        return decorate(without_graph(function))

    return local_optimizer_of


def out2in(*local_opts, **kwargs):
    """Return a rewrite of a graph that applies rewrites of nodes from its outputs on."""
    return _over("out_to_in", local_opts, kwargs)


def in2out(*local_opts, **kwargs):
    """Return a rewrite of a graph that applies rewrites of nodes from its inputs on."""
    return _over("in_to_out", local_opts, kwargs)


def _over(order, local_opts, options):
    name = options.pop("name", None)
    local = local_opts[0] if len(local_opts) == 1 else LocalOptGroup(*local_opts)
    rewrite = TopoOptimizer(local, order, **options)
    rewrite.name = name
    return rewrite


__getattr__ = names.absent(__name__, elsewhere=pytensor.graph.rewriting.basic)
