import numpy as np
import pytest

from layers import DenseLayer, InputLayer, NINLayer, get_output
from legacy_repro import theano
from legacy_repro.lasagne import init, random

floatX = theano.config.floatX


@pytest.fixture
def rng():
    return np.random.RandomState(5)


def normal(rng, *shape):
    return rng.normal(size=shape).astype(floatX)


def relu(x):
    return np.maximum(x, 0)


@pytest.mark.parametrize(
    "leading, shape", [(1, (2, 5)), (2, (2, 3, 5)), (-1, (2, 3, 5)), (0, (5,))]
)
def test_dense_is_a_product_over_the_trailing_axes(rng, leading, shape):
    x = normal(rng, 2, 3, 4)
    W, b = normal(rng, x.size // int(np.prod(shape[:-1])), 5), normal(rng, 5)
    layer = DenseLayer(x.shape, 5, W, b, num_leading_axes=leading)
    assert layer.output_shape == shape
    expected = relu(x.reshape(*shape[:-1], -1) @ W + b)
    np.testing.assert_allclose(
        get_output(layer, {None: x}).eval(), expected, rtol=1e-10, atol=1e-10
    )


def test_dense_without_bias_and_nonlinearity(rng):
    x, W = normal(rng, 2, 3), normal(rng, 3, 4)
    layer = DenseLayer((None, 3), 4, W, b=None, nonlinearity=None)
    assert layer.b is None and layer.get_params() == [layer.W]
    np.testing.assert_allclose(get_output(layer, {None: x}).eval(), x @ W, rtol=1e-10, atol=1e-10)


def test_dense_parameters_are_drawn_w_first(rng):
    before = random.get_rng()
    random.set_rng(np.random.RandomState(3))
    layer = DenseLayer((None, 2, 3), 4, b=init.Normal(0.5), name="out")
    random.set_rng(before)
    drawn = np.random.RandomState(3)
    limit = np.sqrt(6 / (6 + 4))
    W, b = drawn.uniform(-limit, limit, (6, 4)), drawn.normal(0, 0.5, 4)
    np.testing.assert_allclose(layer.W.get_value(), W, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(layer.b.get_value(), b, rtol=1e-10, atol=1e-10)
    assert layer.get_params(regularizable=True) == [layer.W]
    assert [p.name for p in layer.get_params(trainable=True)] == ["out.W", "out.b"]


@pytest.mark.parametrize("leading", [2, -3])
def test_dense_needs_an_axis_to_multiply(leading):
    with pytest.raises(ValueError, match=f"num_leading_axes={leading}.*from -2 to 1"):
        DenseLayer((4, 3), 5, num_leading_axes=leading)


def test_dense_needs_known_sizes():
    with pytest.raises(ValueError, match=r"got the shape \(None, 3, None\)"):
        DenseLayer((None, 3, None), 5)


@pytest.mark.parametrize("untie", [False, True])
def test_nin_is_a_dense_layer_at_each_position(rng, untie):
    x, W = normal(rng, 2, 3, 4, 5), normal(rng, 3, 6)
    b = normal(rng, 6, 4, 5) if untie else normal(rng, 6)
    layer = NINLayer(InputLayer((None, 3, 4, 5)), 6, untie, W, b)
    assert layer.output_shape == (None, 6, 4, 5)
    expected = relu(np.einsum("bcij,cu->buij", x, W) + (b if untie else b[:, None, None]))
    np.testing.assert_allclose(get_output(layer, x).eval(), expected, rtol=1e-10, atol=1e-10)


def test_nin_parameters():
    layer = NINLayer((None, 3, 4), 2, nonlinearity=None)
    assert layer.W.get_value().shape == (3, 2) and layer.b.get_value().shape == (2,)
    assert layer.get_params(regularizable=False) == [layer.b]
    assert NINLayer((None, 3), 2, b=None).get_params(regularizable=False) == []
    with pytest.raises(ValueError, match="number of channels"):
        NINLayer((None, None, 4), 2)
