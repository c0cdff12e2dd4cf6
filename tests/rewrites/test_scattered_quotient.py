import numpy as np
import pytest
import theano
import theano.tensor as T
from numpy.testing import assert_allclose
from pytensor.graph.fg import FunctionGraph
from pytensor.graph.traversal import ancestors
from pytensor.tensor.math import true_div
from pytensor.tensor.subtensor import AdvancedIncSubtensor

from legacy_repro.rewrites.scattered_quotient import optdb

LOGITS = np.array([[-200, 200], [1, 2]], "float32")
LABELS = np.array([0, 1])


def gradient(cost):
    x, y = T.fmatrix("x"), T.lvector("y")
    return x, y, T.grad(cost(T.nnet.softmax(x), y), x)


def picked_before_the_logarithm(p, y):
    return -T.mean(T.log(p[T.arange(y.shape[0]), y]))


def picked_after_it(p, y):
    return -T.mean(T.log(p)[T.arange(y.shape[0]), y])


@pytest.mark.parametrize("cost", [picked_before_the_logarithm, picked_after_it])
def test_the_gradient_on_saturated_logits_is_theanos(cost):
    x, y, g = gradient(cost)
    f = theano.function([x, y], g)
    # Theano 1.0.5 printed these.
    assert_allclose(f(LOGITS, LABELS), [[-0.5, 0.5], [0.134471, -0.134471]], atol=1e-6)


def test_the_graph_before_and_after():
    x, y, g = gradient(picked_before_the_logarithm)
    assert divisions_scattered(g) == 1
    graph = FunctionGraph([x, y], [g], clone=True)
    if "softmax_grad_as_products" in optdb.__db__:
        optdb["softmax_grad_as_products"].rewrite(graph)
    optdb["scattered_quotient"].rewrite(graph)
    assert divisions_scattered(graph.outputs[0]) == 0


def divisions_scattered(variable):
    """Count the scatters whose values are a quotient by picked elements."""
    nodes = {v.owner for v in ancestors([variable]) if v.owner is not None}
    scatters = [node for node in nodes if isinstance(node.op, AdvancedIncSubtensor)]
    values = [node.inputs[1].owner for node in scatters]
    return sum(v is not None and v.op == true_div and v.inputs[1].owner is not None for v in values)


def test_equal_numbers_where_nothing_underflows():
    """Rows picked twice, and a quotient by another variable, which must be left alone."""
    x, rows, y = T.dmatrix("x"), T.lvector("rows"), T.lvector("y")
    p = T.nnet.softmax(x)
    cost = -T.sum(T.log(p[rows, y])) + T.sum(p[rows, y] / (x[rows, y] ** 2))
    logits = np.random.RandomState(0).normal(size=(3, 4))
    index = [logits, np.array([0, 0, 2]), np.array([1, 3, 1])]
    ours = theano.function([x, rows, y], T.grad(cost, x))(*index)
    plain = theano.function([x, rows, y], T.grad(cost, x), mode=theano.Mode("py", None))(*index)
    assert_allclose(ours, plain, rtol=1e-12)
