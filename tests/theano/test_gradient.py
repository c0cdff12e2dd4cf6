import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tests import unittest_tools

x, y = T.dscalars("x", "y")


def test_disconnected_gradients():
    options = {"disconnected_inputs": "ignore"}
    assert theano.grad(x**2, [y], return_disconnected="None", **options) == [None]
    kind = theano.grad(x**2, y, return_disconnected="Disconnected", **options).type
    assert isinstance(kind, theano.gradient.DisconnectedType)
    with pytest.raises(theano.gradient.DisconnectedInputError):
        T.grad(x**2, y)
    with pytest.raises(TypeError, match="cost must be a scalar"):
        T.grad(T.dvector() * x, x)


def test_constants_in_gradients():
    f = theano.function(
        [x],
        [
            T.grad(x * theano.gradient.consider_constant(x), x),
            T.grad(x * T.consider_constant(x), x),
        ],
    )
    assert [float(value) for value in f(1.5)] == [1.5, 1.5]


def test_products_with_jacobians_warn_of_nothing():
    v, w = T.dvectors("v", "w")
    f = theano.function([v, w], [T.Rop(v**2, v, w), theano.Lop(v**3, v, w)])
    forward, backward = f([1, 2], [10, 100])
    assert (forward.tolist(), backward.tolist()) == ([20, 400], [30, 1200])


def test_sparse_grad_is_the_variable():
    rows = T.dmatrix("m")[T.ivector("i")]
    assert theano.sparse_grad(rows) is rows
    with pytest.raises(TypeError, match="x is no W"):
        theano.sparse_grad(x)


def test_gradients_are_checked():
    assert unittest_tools.fetch_seed() == 666
    unittest_tools.verify_grad(lambda z: z**2, [np.ones(3)])
    with pytest.raises(theano.gradient.GradientError):
        unittest_tools.verify_grad(lambda z: theano.gradient.grad_scale(z, 2) ** 2, [np.ones(3)])
