"""How PyTensor calls the methods of operations and rewrites that scripts write."""

import functools

from pytensor.graph.fg import FunctionGraph


def without_graph(function):
    """Return a function, or a method, that may also be called with the graph before the node."""

    @functools.wraps(function, assigned=["__doc__", "__name__"])
    def called(*arguments, **kwargs):
        return function(*(x for x in arguments if not isinstance(x, FunctionGraph | None)))

    del called.__wrapped__  # PyTensor would take its signature for this one's
    return called
