"""What JAX lacks is computed by NumPy, on the host."""

import numpy as np
import pytest
from pytensor.tensor.blockwise import Blockwise

from legacy_repro import say, theano
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor import slinalg


class Shifted(theano.Op):
    """x + by, and the sum of x, in place."""

    __props__ = ("by",)

    def __init__(self, by):
        self.by = by

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type(), T.scalar(dtype=x.dtype)])

    def perform(self, node, inputs, outputs):
        (x,) = inputs
        outputs[1][0] = x.sum()
        x += self.by
        outputs[0][0] = x

    def infer_shape(self, node, shapes):
        return [shapes[0], ()]

    def grad(self, inputs, gradients):
        return [gradients[0]]


def test_perform_runs_on_copies(function):
    w = theano.shared(np.arange(3.0))
    y, total = Shifted(2.0)(w)
    f = function([], [y * 10, total, y.shape[0]], updates={w: w + 1})
    for k in range(3):
        shifted, total, length = f()
        np.testing.assert_array_equal(shifted, 10 * (np.arange(3.0) + k + 2))
        assert (float(total), int(length)) == (3 + 3 * k, 3)
    np.testing.assert_array_equal(w.get_value(), [3, 4, 5])
    assert say.said() == ["Shifted{by=2.0} is not in JAX: NumPy computes it, on the host"]


def test_a_gradient_goes_through(function):
    x = T.dvector()
    gradient = T.grad((Shifted(2.0)(x)[0] ** 2).sum(), x)
    np.testing.assert_array_equal(function([x], gradient)([1, 2]), [6, 8])


def test_perform_runs_in_each_step_of_scan(function):
    x = T.dvector()
    values, _ = theano.scan(lambda a: Shifted(1.0)(a)[0] * 2, None, x, n_steps=3)
    np.testing.assert_array_equal(function([x], values)([0, 1]), [[2, 4], [6, 10], [14, 22]])


def test_a_function_as_an_operation(function):
    @theano.as_op([T.dmatrix, T.dmatrix], [T.dmatrix], lambda node, s: [(s[0][0], s[1][1])])
    def dot(a, b):
        return np.dot(a, b)

    a, b = T.dmatrices("ab")
    f = function([a, b], dot(a, b) + 1)
    for rows in (2, 3):
        product = f(np.ones((rows, 2)), np.ones((2, 4)))
        np.testing.assert_array_equal(product, 3 * np.ones((rows, 4)))


def test_a_scalar_operation_and_its_gradient(function):
    x = T.dvector()
    y = T.round(x, mode="half_away_from_zero") * T.exp(x)
    f = function([x], [y, T.grad(T.j1(x).sum(), x)])
    values, gradient = f([0.5, -1.5])
    np.testing.assert_allclose(values, [np.exp(0.5), -2 * np.exp(-1.5)])
    np.testing.assert_allclose(gradient, [0.4539328917, 0.1398699998])  # (J0(x) - J2(x)) / 2


def test_a_size_that_follows_from_an_integer(function):
    @theano.as_op([T.dvector, T.lscalar], [T.dvector], lambda node, s: [(node.inputs[1],)])
    def resized(x, n):
        return np.resize(x, int(n))

    x, n = T.dvector(), T.lscalar()
    f = function([x, n], resized(x, n + 1))
    assert [f([1, 2], k).tolist() for k in (2, 3)] == [[1, 2, 1], [1, 2, 1, 2]]
    with pytest.raises(NotImplementedError, match="FromFunctionOp needs a size that depends on da"):
        function([x], resized(x, T.argmax(x)))


def test_an_error_of_perform_is_raised_as_it_is(function):
    @theano.as_op([T.dvector], [T.dvector], lambda node, shapes: shapes)
    def odd(x):
        if x[0] > 1:
            raise KeyError(f"{x[0]:g} is too much")
        return x

    x, w = T.dvector(), theano.shared(np.zeros(1))
    f = function([x], odd(x), updates={w: w + 1})
    for value in (2, 3):
        with pytest.raises(KeyError, match=f"{value} is too much"):
            f([value])
    assert f([0]) == [0]
    assert w.get_value() == [1]


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (lambda x: x[1:], ValueError, r"returned the shape \(2,\) for .* says \(3,\)"),
        (np.float32, TypeError, r"returned float32 for output 0, whose type is Vector\(float64"),
    ],
)
def test_what_perform_returns_is_checked(function, wrong, error, message):
    x = T.dvector()
    op = theano.as_op([T.dvector], [T.dvector], lambda node, shapes: shapes)(wrong)
    with pytest.raises(error, match=message):
        function([x], op(x))(np.ones(3))


def test_without_infer_shape_the_sizes_are_unknown(function):
    x = T.dvector()
    op = theano.as_op([T.dvector], [T.dvector])(np.sort)
    with pytest.raises(NotImplementedError) as error:
        function([x], op(x))([2, 1])
    assert "JAX has nothing for FromFunctionOp{sort}" in str(error.value)
    assert "give it one. The backends c and numba can compute this." in str(error.value)
    total = theano.as_op([T.dvector], [T.dscalar])(np.sum)
    assert function([x], total(x))([2, 1]) == 3  # no dimension, no size


def test_what_jax_can_do_for_some_only(function):
    x, k = T.dmatrix(), T.lvector()
    f = function([x], [T.fill_diagonal_offset(x, 5, 1), slinalg.eigvalsh(x, T.eye(2) * 2)])
    filled, values = f([[2, 0], [0, 4]])
    np.testing.assert_array_equal(filled, [[2, 5], [0, 4]])
    np.testing.assert_allclose(values, [1, 2])
    places = function([k], T.ravel_multi_index((k, k), (3, 4)))
    np.testing.assert_array_equal(places([0, 2]), [0, 10])
    with pytest.raises(ValueError, match="invalid entry in coordinates array"):
        places([3])


def test_a_batch(function):
    a, b = T.dtensor3s("ab")
    values = Blockwise(slinalg.Eigvalsh(), signature="(m,m),(m,m)->(m)")(a, b)
    identity = np.tile(np.eye(2), (3, 1, 1))
    np.testing.assert_allclose(
        function([a, b], values)(6 * identity, 2 * identity), np.full((3, 2), 3)
    )


def test_shapes_that_do_not_fit_are_a_value_error(function):
    x, y = T.dvectors("xy")
    f = function([x, y], T.complex(x, y))
    assert f([1, 2], [3, 4]).tolist() == [1 + 3j, 2 + 4j]
    with pytest.raises(ValueError, match="Complex: Could not broadcast"):
        f([1, 2], [1, 2, 3])


def test_large_arrays_arrive(function):
    x = T.fmatrix()
    y, total = Shifted(np.float32(1))(x)
    values, total = function([x], [T.dot(y, y), total])(np.ones((1500, 1500), "float32"))
    assert (values == 6000).all()
    assert total == 1500**2
