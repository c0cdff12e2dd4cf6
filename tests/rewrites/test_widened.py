"""64-bit arithmetic on narrower inputs: the graph on each backend."""

import pytest
from pytensor.scalar.basic import Cast
from pytensor.tensor.elemwise import Elemwise

from legacy_repro import theano
from legacy_repro.theano import tensor as T


def casts(function):
    """Return how many elementwise operations of a graph, fused ones too, cast to float64."""
    total = 0
    for node in function.maker.fgraph.apply_nodes:
        operation = getattr(node.op, "scalar_op", None)
        inner = getattr(operation, "fgraph", None)
        nodes = [n.op for n in inner.apply_nodes] if inner else [operation]
        total += sum(isinstance(op, Cast) and op.o_type.dtype == "float64" for op in nodes)
    return total


@pytest.mark.parametrize("form", [lambda x, n: T.maximum(x, n), lambda x, n: x * n])
def test_inputs_are_cast_where_the_output_has_64_bits(form, backend):
    x, n, y = T.fvector(), T.lvector(), T.dvector()
    function = theano.function([x, n], form(x, n))
    assert any(isinstance(node.op, Elemwise) for node in function.maker.fgraph.apply_nodes)
    assert casts(function) == (0 if backend == "c" else 2)
    assert casts(theano.function([y], form(y, y + 1))) == 0
