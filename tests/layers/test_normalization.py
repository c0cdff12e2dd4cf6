import numpy as np
import pytest

from layers import (
    BatchNormLayer,
    BiasLayer,
    DenseLayer,
    InputLayer,
    NonlinearityLayer,
    batch_norm,
    get_all_layers,
    get_all_params,
    get_output,
)
from legacy_repro import theano
from legacy_repro.lasagne import init, nonlinearities

floatX = theano.config.floatX
X = np.random.RandomState(7).normal(2, 3, size=(5, 3, 4)).astype(floatX)
MEAN = X.mean(axis=(0, 2))
INV_STD = 1 / np.sqrt(X.var(axis=(0, 2)) + 1e-4)


def normalized(mean, inv_std):
    return (X - mean[:, None]) * inv_std[:, None]


@pytest.fixture
def layer():
    return BatchNormLayer(InputLayer((None, 3, 4)), name="bn")


@pytest.fixture
def averages(layer):
    """Give the running averages values of their own, and return these."""
    values = np.array([[1, 2, 3], [0.5, 1, 2]], floatX)
    layer.mean.set_value(values[0])
    layer.inv_std.set_value(values[1])
    return values


def current(layer):
    return np.array([layer.mean.get_value(), layer.inv_std.get_value()])


def test_parameters_and_their_tags(layer):
    assert [p.name for p in layer.get_params()] == ["bn.beta", "bn.gamma", "bn.mean", "bn.inv_std"]
    assert layer.get_params(trainable=True) == [layer.beta, layer.gamma]
    assert layer.get_params(regularizable=True) == [layer.gamma]
    assert [p.get_value().tolist() for p in layer.get_params()] == [[0] * 3, [1] * 3] * 2


def test_training_normalizes_over_the_batch_and_moves_the_averages(layer, averages):
    train = theano.function([], get_output(layer, X))
    expected = averages
    for _ in range(2):
        np.testing.assert_allclose(train(), normalized(MEAN, INV_STD), rtol=1e-10, atol=1e-10)
        expected = 0.9 * expected + 0.1 * np.array([MEAN, INV_STD])
        np.testing.assert_allclose(current(layer), expected, rtol=1e-10)


def test_deterministic_uses_the_averages_and_leaves_them(layer, averages):
    output = get_output(layer, X, deterministic=True).eval()
    np.testing.assert_allclose(output, normalized(*averages), rtol=1e-10)
    np.testing.assert_array_equal(current(layer), averages)


def test_using_and_updating_can_be_chosen(layer, averages):
    both = get_output(layer, X, batch_norm_use_averages=True)
    neither = get_output(layer, X, batch_norm_update_averages=False)
    np.testing.assert_allclose(neither.eval(), normalized(MEAN, INV_STD), rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(current(layer), averages)
    # The output is from the averages before their update.
    np.testing.assert_allclose(theano.function([], both)(), normalized(*averages), rtol=1e-10)
    moved = 0.9 * averages + 0.1 * np.array([MEAN, INV_STD])
    np.testing.assert_allclose(current(layer), moved, rtol=1e-10)


def test_training_and_testing_share_the_averages(layer, averages):
    train, test = get_output(layer, X), get_output(layer, X, deterministic=True)
    together = theano.function([], [train, test])
    together()
    moved = 0.9 * averages + 0.1 * np.array([MEAN, INV_STD])
    np.testing.assert_allclose(together()[1], normalized(*moved), rtol=1e-10)


def test_scale_shift_axes_and_epsilon():
    beta, gamma = np.arange(4, dtype=floatX), np.arange(1, 5, dtype=floatX)
    layer = BatchNormLayer(InputLayer(X.shape), axes=(0, 1), epsilon=0.5, beta=beta, gamma=gamma)
    mean, var = X.mean(axis=(0, 1)), X.var(axis=(0, 1))
    expected = (X - mean) / np.sqrt(var + 0.5) * gamma + beta
    output = get_output(layer, X, batch_norm_update_averages=False).eval()
    np.testing.assert_allclose(output, expected, rtol=1e-10, atol=1e-10)
    assert BatchNormLayer((None, 3), axes=0, alpha=1).axes == (0,)


def test_beta_and_gamma_can_be_left_out():
    layer = BatchNormLayer(InputLayer(X.shape), beta=None, gamma=None)
    assert layer.get_params(trainable=True) == []
    output = get_output(layer, X, deterministic=True).eval()
    np.testing.assert_allclose(output, X, rtol=1e-10)


def test_unknown_sizes_are_refused():
    with pytest.raises(ValueError, match="BatchNormLayer needs to know all sizes"):
        BatchNormLayer((None, None, 4))


def test_batch_norm_goes_between_the_product_and_the_nonlinearity():
    l_in = InputLayer((None, 3))
    dense = DenseLayer(l_in, 2, nonlinearity=nonlinearities.tanh, name="hidden")
    top = batch_norm(dense, gamma=None, alpha=0.3)
    _, _, bn, _ = layers = get_all_layers(top)
    assert [type(layer) for layer in layers] == [
        InputLayer,
        DenseLayer,
        BatchNormLayer,
        NonlinearityLayer,
    ]
    assert bn.alpha == 0.3 and dense.b is None
    assert dense.nonlinearity is nonlinearities.identity
    assert top.nonlinearity is nonlinearities.tanh
    assert (bn.name, top.name) == ("hidden_bn", "hidden_bn_nonlin")
    assert get_all_params(top, trainable=True) == [dense.W, bn.beta]


def test_batch_norm_of_layers_without_bias_or_nonlinearity():
    l_in = InputLayer((None, 3))
    assert type(batch_norm(l_in)) is BatchNormLayer
    bias = BiasLayer(l_in, b=init.Constant(1))
    top = batch_norm(bias, name="top")
    assert type(top) is BatchNormLayer and top.name == "top" and bias.b is None
    assert bias.get_params() == []
