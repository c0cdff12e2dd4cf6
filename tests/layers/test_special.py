import numpy as np
import pytest

from layers import (
    BiasLayer,
    ExpressionLayer,
    InputLayer,
    NonlinearityLayer,
    ScaleLayer,
    get_output,
)
from legacy_repro import theano
from legacy_repro.lasagne import init
from legacy_repro.theano import tensor as T

X = np.arange(-12, 12, dtype=theano.config.floatX).reshape(2, 3, 4)


def output(layer):
    return get_output(layer, X).eval()


@pytest.fixture
def l_in():
    return InputLayer((None, 3, 4))


def test_nonlinearity(l_in):
    np.testing.assert_array_equal(output(NonlinearityLayer(l_in)), np.maximum(X, 0))
    np.testing.assert_array_equal(output(NonlinearityLayer(l_in, T.sqr)), X**2)
    assert get_output(NonlinearityLayer(l_in, None)) is l_in.input_var


@pytest.mark.parametrize(
    "axes, shape, spread",
    [
        ("auto", (3,), (3, 1)),
        (0, (3, 4), (3, 4)),
        ((0, 1), (4,), (4,)),
        ((0, -1), (3,), (3, 1)),
    ],
)
def test_bias_and_scale_have_the_shape_of_the_axes_not_shared(l_in, axes, shape, spread):
    values = np.random.RandomState(2).normal(size=shape).astype(X.dtype)
    bias, scale = BiasLayer(l_in, values, axes), ScaleLayer(l_in, values, axes)
    assert bias.output_shape == scale.output_shape == (None, 3, 4)
    shifted, scaled = theano.function([], get_output([bias, scale], X))()
    np.testing.assert_array_equal(shifted, X + values.reshape(spread))
    np.testing.assert_array_equal(scaled, X * values.reshape(spread))


def test_bias_and_scale_parameters(l_in):
    bias, scale = BiasLayer(l_in, name="one"), ScaleLayer(l_in, name="two")
    assert bias.b.name == "one.b" and scale.scales.name == "two.scales"
    np.testing.assert_array_equal(bias.b.get_value(), np.zeros(3))
    np.testing.assert_array_equal(scale.scales.get_value(), np.ones(3))
    for layer in bias, scale:
        assert layer.get_params(trainable=True) == layer.get_params()
        assert layer.get_params(regularizable=True) == []
    without = BiasLayer(l_in, b=None)
    assert without.get_params() == [] and get_output(without) is l_in.input_var


@pytest.mark.parametrize("kind", [BiasLayer, ScaleLayer])
def test_bias_and_scale_refuse(kind):
    with pytest.raises(ValueError, match=rf"{kind.__name__} needs to know .*\(None, None, 4\)"):
        kind((None, None, 4))
    with pytest.raises(ValueError, match=r"axes \(3,\) go beyond the 3 dimensions"):
        kind((None, 3, 4), init.Constant(1), shared_axes=3)


def test_expression(l_in):
    layer = ExpressionLayer(l_in, lambda x: x.sum(axis=1), (None, 4))
    assert layer.output_shape == (None, 4)
    np.testing.assert_array_equal(output(layer), X.sum(axis=1))


@pytest.mark.parametrize(
    "given, shape",
    [
        (None, (None, 3, 4)),
        ([5, None], (5, None)),
        (lambda shape: shape[::-1], (4, 3, None)),
        ("auto", (None, 4)),
    ],
)
def test_shapes_of_an_expression(l_in, given, shape):
    assert ExpressionLayer(l_in, lambda x: x.max(axis=1) + 1, given).output_shape == shape
