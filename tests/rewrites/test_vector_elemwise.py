"""Elementwise operations on C: the graph with and without vector code, equal numbers and errors."""

import numpy as np
import pytest
from pytensor.tensor.elemwise import Elemwise

from legacy_repro import backends, theano
from legacy_repro.ops.elementwise import VectorElemwise
from legacy_repro.theano import tensor as T


def kinds(function):
    """Return the classes of a graph's elementwise operations."""
    ops = [node.op for node in function.maker.fgraph.toposort()]
    return [type(op) for op in ops if isinstance(op, Elemwise)]


def both(*args, **kwargs):
    """Return the function of C without and with the rewrite."""
    mode = backends.mode("c")
    modes = mode.excluding("vector_elemwise"), mode
    return [theano.function(*args, mode=mode, **kwargs) for mode in modes]


def test_the_graph_before_and_after():
    x, b = T.fmatrix(), T.fvector()
    assert [kinds(f) for f in both([x, b], T.tanh(x + b))] == [[Elemwise], [VectorElemwise]]


def test_only_c_has_it(backend):
    x = T.fmatrix()
    assert kinds(theano.function([x], T.tanh(x))) == [
        VectorElemwise if backend == "c" else Elemwise
    ]


@pytest.mark.parametrize(
    "form",
    [
        lambda x, b: T.nnet.sigmoid(x * b + 1),
        lambda x, b: T.log(1 + T.exp(x)) - b.dimshuffle(0, "x"),
        lambda x, b: T.switch(x > b, x, 0.01 * x),
        lambda x, b: T.maximum(x.T, b) // 2,
        lambda x, b: T.cast(x * 10 + b, "int32") % 3,
        lambda x, b: x[::-1, ::2] ** 2 + b[0],
    ],
)
def test_equal_numbers(form):
    x, b = T.fmatrix(), T.fvector()
    before, after = both([x, b], form(x, b))
    values = np.random.RandomState(0).normal(size=(6, 6)).astype("f4")
    wanted = before(values, values[0])
    np.testing.assert_allclose(after(values, values[0]), wanted, rtol=3e-7, atol=1e-7)


def test_an_update_stays_in_place():
    """The array that get_value(borrow=True) gave before shows the new value, as without it."""
    results = []
    for i in range(2):
        W = theano.shared(np.ones((5, 7), "f4"))
        memory = W.get_value(borrow=True)
        both([], updates={W: W - np.float32(0.5) * T.sqr(W)})[i]()
        results.append((W.get_value(), memory))
    np.testing.assert_array_equal(results[0], results[1])


def test_the_error_for_shapes_that_differ():
    x, y = T.fmatrix(), T.fmatrix()
    for function in both([x, y], x + y):
        for shape in ((3, 4), (1, 3)):
            with pytest.raises(ValueError):
                function(np.zeros((2, 3), "f4"), np.zeros(shape, "f4"))


def test_numbers_and_complex_arrays_are_left_alone():
    x, z = T.fscalar(), T.cvector()
    assert kinds(both([x], T.exp(x))[1]) == [Elemwise]
    assert kinds(both([z], z * z)[1]) == [Elemwise]


@pytest.mark.parametrize("form", [lambda i: i // 2, lambda i: i % 2, lambda i: 7 // i + i % 3])
def test_a_division_of_integers_that_may_fail_compiles(form):
    i = T.lvector()
    before, after = both([i], form(i))
    values = np.array([-7, -2, -1, 1, 2, 9])
    np.testing.assert_array_equal(after(values), before(values))
