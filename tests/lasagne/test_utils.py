"""The small functions that layers and updates are built from."""

import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.lasagne import utils
from legacy_repro.theano import tensor as T


def test_floatx():
    for floatX in ("float32", "float64"):
        with theano.config.change_flags(floatX=floatX):
            array = utils.floatX([1, 2])
            assert array.dtype == floatX and array.tolist() == [1, 2]
            assert utils.floatX(3).shape == ()


def test_shared_empty():
    empty = utils.shared_empty(3)
    assert empty.get_value().shape == (1, 1, 1)
    assert empty.dtype == theano.config.floatX
    empty.set_value(np.zeros((2, 3, 4), theano.config.floatX))
    assert utils.shared_empty(1, dtype="int32").dtype == "int32"
    assert utils.shared_empty().ndim == 2


def test_as_theano_expression():
    x = T.matrix()
    assert utils.as_theano_expression(x) is x
    constant = utils.as_theano_expression([1, 2])
    assert isinstance(constant, theano.Variable) and constant.eval().tolist() == [1, 2]
    with pytest.raises(TypeError, match="of type object"):
        utils.as_theano_expression(object())


def test_collect_shared_vars_from_left_to_right():
    """The orders are those of Theano 1.0.5's graph walk."""
    a, b, c, d = (theano.shared(float(i), name=name) for i, name in enumerate("abcd"))
    x = T.scalar()
    first, second = (a + b) * (c + a), d * b + c * x
    assert utils.collect_shared_vars(first) == [a, b, c]
    assert utils.collect_shared_vars([second, first]) == [d, b, c, a]
    assert utils.collect_shared_vars([first, second]) == [a, b, c, d]
    assert utils.collect_shared_vars(b) == [b]
    assert utils.collect_shared_vars([x]) == []


def test_one_hot():
    labels = T.ivector()
    rows = utils.one_hot(labels)
    assert rows.dtype == theano.config.floatX
    given = theano.function([labels], utils.one_hot(labels, 4))(np.array([2, 0, 1], "int32"))
    np.testing.assert_array_equal(given, [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]])
    # On C whatever the suite's backend: XLA cannot have a width that depends on the labels.
    on_c = theano.function([labels], rows, mode=backends.mode("c"))
    derived = on_c(np.array([2, 0, 1], "int32"))
    np.testing.assert_array_equal(derived, [[0, 0, 1], [1, 0, 0], [0, 1, 0]])


def test_unique_keeps_the_order():
    assert utils.unique([3, 1, 3, 2, 1]) == [3, 1, 2]
    assert utils.unique([[1], [1], [2]]) == [[1], [2]]


def test_compute_norms():
    rng = np.random.RandomState(0)
    for shape, axes, chosen in (
        ((4,), (), None),
        ((4, 3), (0,), None),
        ((4, 3), (1,), [1]),
        ((2, 3, 4), (1, 2), None),
        ((2, 3, 2, 2, 2), (1, 2, 3, 4), None),
    ):
        array = rng.normal(size=shape)
        expected = np.sqrt((array**2).sum(axes))
        np.testing.assert_allclose(utils.compute_norms(array, chosen), expected)
        symbolic = utils.compute_norms(T.constant(array), chosen)
        np.testing.assert_allclose(symbolic.eval(), expected)
    with pytest.raises(ValueError, match="6 dimensions"):
        utils.compute_norms(np.zeros((1,) * 6))
    with pytest.raises(RuntimeError, match="list"):
        utils.compute_norms([1.0, 2.0])


def test_create_param_from_array_callable_and_number():
    array = np.arange(3, dtype="float32").reshape(3, 1)
    for spec in (array, lambda shape: np.full(shape, 1, "float32") * array):
        param = utils.create_param(spec, [3, 1], name="W")
        assert isinstance(param, theano.compile.SharedVariable)
        assert (param.name, param.dtype, param.broadcastable) == ("W", "float32", (False, True))
        np.testing.assert_array_equal(param.get_value(), array)
    array[0] = 7
    assert utils.create_param(array, (3, 1)).get_value()[0] == 7
    assert param.get_value()[0] == 0
    assert utils.create_param(2.5, ()).get_value() == 2.5
    assert utils.create_param(np.float32(2.5), ()).dtype == "float32"


def test_create_param_from_a_variable():
    shared, named, expression = theano.shared(np.zeros((2, 2))), T.matrix("mine"), T.matrix() * 2
    for variable, name in ((shared, "W"), (named, "mine"), (expression, "W")):
        assert utils.create_param(variable, (2, 2), name="W") is variable
        assert variable.name == name
    assert utils.create_param(lambda shape: named, (2, 2)) is named


@pytest.mark.parametrize(
    ("spec", "shape", "error", "message"),
    [
        (np.zeros(3), (3, 0), ValueError, r"parameter W: .* positive, got shape \(3, 0\)"),
        (np.zeros(3), (-1,), ValueError, "positive"),
        (np.zeros(3), (4,), ValueError, r"shape \(3,\), should be \(4,\)"),
        (1.0, (4,), ValueError, r"shape \(\), should be \(4,\)"),
        (np.ones, (3, 1), None, None),
        (lambda shape: np.zeros(2), (3,), ValueError, r"lambda.*shape \(2,\), should be \(3,\)"),
        (T.matrix(), (3,), ValueError, "2 dimensions, should be 1"),
        (lambda shape: T.matrix(), (3,), ValueError, "lambda.*2 dimensions, should be 1"),
        ([1.0, 2.0], (2,), TypeError, "got list"),
        (lambda shape: "zeros", (2,), TypeError, "lambda.*got str"),
    ],
)
def test_create_param_refuses_what_does_not_fit(spec, shape, error, message):
    if error is None:
        assert utils.create_param(spec, shape).get_value().shape == shape
        return
    with pytest.raises(error, match=message):
        utils.create_param(spec, shape, name="W")


def test_unroll_scan():
    x, y = np.arange(6.0).reshape(3, 2), np.arange(6.0, 12.0).reshape(3, 2)

    def step(a, b, total, last, k):
        return [total + k * a, b - last]

    def loop(order):
        total, last, totals, lasts = np.zeros(2), np.ones(2), [], []
        for i in order:
            total, last = total + 2.0 * x[i], y[i] - last
            totals.append(total)
            lasts.append(last)
        return totals, lasts

    start = [T.zeros(2), T.ones(2)]
    for backwards, order in ((False, (0, 1, 2)), (True, (2, 1, 0))):
        sequences = [T.constant(x), T.constant(y)]
        outputs = utils.unroll_scan(step, sequences, start, [2.0], 3, go_backwards=backwards)
        for ours, expected in zip(outputs, loop(order), strict=True):
            np.testing.assert_allclose(ours.eval(), expected)
    (single,) = utils.unroll_scan(lambda a, total: total + a, T.constant(x), start[:1], [], 2)
    np.testing.assert_allclose(single.eval(), [[0, 1], [2, 4]])


def test_as_tuple():
    assert utils.as_tuple(3, 2) == (3, 3)
    assert utils.as_tuple([1, 2], 2, t=int) == (1, 2)
    assert utils.as_tuple(np.int64(1), 1, t=utils.int_types) == (1,)
    with pytest.raises(ValueError, match="2 of them, got 3"):
        utils.as_tuple((1, 2, 3), 2)
    with pytest.raises(TypeError, match="one int or 2 of them"):
        utils.as_tuple((1, 2.5), 2, t=utils.int_types)
    with pytest.raises(TypeError, match="one float or str or 1"):
        utils.as_tuple(1, 1, t=(float, str))


def test_inspect_kwargs():
    def function(a, b, c=1, *rest, d=None, e, **more):
        pass

    assert utils.inspect_kwargs(function) == ["c", "d"]
    assert utils.inspect_kwargs(lambda x: x) == []
