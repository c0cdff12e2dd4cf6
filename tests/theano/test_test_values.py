import numpy as np
import pytest
import theano
import theano.tensor as T
from pytensor.graph.op import Op
from theano.gof.op import get_debug_values, get_test_value

CALL = Op.__call__


@pytest.fixture(autouse=True)
def _off_again():
    yield
    theano.config.compute_test_value = "off"
    assert Op.__call__ is CALL


@pytest.fixture
def x():
    theano.config.compute_test_value = "raise"
    x = T.dmatrix("x")
    x.tag.test_value = np.arange(6.0).reshape(2, 3)
    return x


def test_values_are_computed_while_graphs_are_built(x):
    y = (x * 2).sum(axis=0)
    assert y.tag.test_value.tolist() == [6, 10, 14]
    assert get_test_value(theano.shared(3.0)) == get_test_value(T.constant(3)) == 3
    assert get_debug_values(x, y)[0][1].tolist() == [6, 10, 14]
    gradient = T.grad(T.tanh(x).sum(), x)
    np.testing.assert_allclose(gradient.tag.test_value, 1 - np.tanh(x.tag.test_value) ** 2)
    assert x[0, T.constant(1)].tag.test_value == 1


def test_shapes_that_do_not_fit_raise_at_their_line(x):
    with pytest.raises(ValueError):
        T.dot(x, x)


def test_a_missing_value(x):
    y = T.dscalar("y")
    with pytest.raises(ValueError, match=r"input 0 \(y\) .*missing default value"):
        x * y
    with pytest.raises(AttributeError, match="y has no test value"):
        get_test_value(y)
    theano.config.compute_test_value = "warn"
    with pytest.warns(UserWarning, match="missing default value"):
        x * y
    theano.config.compute_test_value = "ignore"
    assert not hasattr((y + 1).tag, "test_value") and get_debug_values(y) == []


def test_a_value_of_another_type_is_refused(x):
    x.tag.test_value = np.arange(3.0)
    with pytest.raises(ValueError, match=r"test value of x in Add\(x.* not of its type Matrix"):
        x + 1


def test_the_inside_of_an_operation_needs_no_values(x):
    p = T.nnet.softmax(T.dot(x, x.T))
    gradient = T.grad(T.log(p).sum() + T.nlinalg.det(T.dot(x, x.T)), x)
    assert p.tag.test_value.shape == (2, 2) and gradient.tag.test_value.shape == (2, 3)
    twice = theano.OpFromGraph([x], [T.exp(x) * 2])(x * 0)
    assert T.grad(twice.sum(), x).tag.test_value.tolist() == np.zeros((2, 3)).tolist()
    assert twice.tag.test_value.tolist() == np.full((2, 3), 2).tolist()


def test_gradients_through_loops(x):
    outputs, _ = theano.scan(lambda a, s: a + s, sequences=x, outputs_info=T.zeros_like(x[0]))
    ones = np.ones((2, 3))
    assert T.grad(outputs.sum(), x).tag.test_value.tolist() == [[2, 2, 2], [1, 1, 1]]
    back = theano.Lop(outputs, x, T.constant(ones))
    assert back.tag.test_value.tolist() == [[2, 2, 2], [1, 1, 1]]
    forward = theano.Rop(outputs, x, T.constant(ones))
    assert forward.tag.test_value.tolist() == [[1, 1, 1], [2, 2, 2]]


def test_warnings_show_the_scripts_line():
    theano.config.compute_test_value = "warn"
    with pytest.warns(UserWarning, match="missing") as warned:
        T.dscalar("y") * 2
    assert {each.filename for each in warned} == {__file__}


def test_loops_and_compiled_functions_are_computed_as_a_whole(x):
    outputs, _ = theano.scan(lambda row, s: row.sum() + s, x, outputs_info=np.float64(0))
    assert outputs.tag.test_value.tolist() == [3, 15]
    y = T.dmatrix("y")
    y.tag.test_value = x.tag.test_value
    assert theano.function([y], T.exp(y).sum())(np.zeros((2, 3))) == 6
    v = T.dvector("v")
    v.tag.test_value = np.ones(3)
    assert T.jacobian(v * 2, v).tag.test_value.tolist() == (2 * np.eye(3)).tolist()
