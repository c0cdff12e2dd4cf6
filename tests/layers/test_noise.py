import numpy as np
import pytest

from layers import (
    DropoutLayer,
    GaussianNoiseLayer,
    InputLayer,
    dropout,
    dropout_channels,
    dropout_locations,
    get_output,
    spatial_dropout,
)
from legacy_repro import theano
from legacy_repro.lasagne import random
from legacy_repro.theano import tensor as T
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams

floatX = theano.config.floatX


@pytest.fixture(autouse=True)
def seeded():
    before = random.get_rng()
    random.set_rng(np.random.RandomState(99))
    yield
    random.set_rng(before)


def stream():
    """The stream of the first noise layer of a test."""
    return MRG_RandomStreams(np.random.RandomState(99).randint(1, 2147462579))


def bits(values):
    return np.packbits(values.ravel()[:64] > 0).tobytes().hex()


def test_the_masks_of_lasagne():
    # Recorded from Theano 1.0.5 with Lasagne 0.2.dev1: how many are kept, and the first 64.
    ones = T.ones((64, 100), dtype=floatX)
    draw = theano.function([], get_output(dropout(InputLayer((64, 100), ones), p=0.5)))
    first, second = draw(), draw()
    assert (first.sum(), bits(first)) == (2 * 3165, "e5bdc531c3a04cb5")
    assert (second.sum(), bits(second)) == (2 * 3223, "c14f4a6d044cd7a2")


@pytest.mark.parametrize("shape", [(20, 30), (None, 30)])
def test_dropout_scales_and_draws_from_its_own_stream(shape):
    x = T.matrix("x")
    value = np.random.RandomState(0).normal(size=(20, 30)).astype(floatX)
    output = get_output(DropoutLayer(InputLayer(shape, x), p=0.2))
    size = (20, 30) if None not in shape else x.shape
    mask = stream().binomial(size, p=0.8, dtype=floatX)
    got, kept = theano.function([x], [output, mask])(value)
    np.testing.assert_allclose(got, value / 0.8 * kept, rtol=1e-10, atol=1e-10)
    assert 0.7 < kept.mean() < 0.9


def test_dropout_without_rescaling():
    x = np.full((50, 40), 3, floatX)
    got = get_output(DropoutLayer(InputLayer(x.shape), p=0.5, rescale=False), x).eval()
    assert set(np.unique(got)) == {0, 3}
    assert got.dtype == floatX


def test_noise_is_off_when_deterministic_or_zero():
    l_in = InputLayer((None, 3))
    x = l_in.input_var
    for layer in DropoutLayer(l_in), GaussianNoiseLayer(l_in):
        assert get_output(layer, deterministic=True) is x
        assert get_output(layer) is not x
    assert get_output(DropoutLayer(l_in, p=0)) is x
    assert get_output(GaussianNoiseLayer(l_in, sigma=0)) is x


def test_the_probability_can_be_symbolic():
    p = theano.shared(np.asarray(0.0, floatX))
    x = np.ones((30, 30), floatX)
    draw = theano.function([], get_output(DropoutLayer(InputLayer(x.shape), p), x))
    assert draw().min() == 1
    p.set_value(np.asarray(0.75, floatX))
    assert set(np.unique(draw())) == {0, 4}


def test_one_expression_draws_anew_at_each_call_and_two_layers_differ():
    x = np.ones((30, 30), floatX)
    l_in = InputLayer(x.shape)
    outputs = get_output([DropoutLayer(l_in), DropoutLayer(l_in)], x)
    draw = theano.function([], outputs)
    (a, b), (c, _) = draw(), draw()
    assert (a != b).any() and (a != c).any()


@pytest.mark.parametrize(
    "make, reduced, axes",
    [
        (dropout_channels, (6, 5, 1, 1), (2, 3)),
        (dropout_locations, (6, 1, 4, 3), (1,)),
        (lambda layer: DropoutLayer(layer, shared_axes=(0, -1)), (1, 5, 4, 1), (0, -1)),
    ],
)
@pytest.mark.parametrize("batch", [6, None])
def test_values_along_shared_axes_fall_together(make, reduced, axes, batch):
    x = np.ones((6, 5, 4, 3), floatX)
    layer = make(InputLayer((batch, 5, 4, 3)))
    assert layer.shared_axes == axes
    got = get_output(layer, x).eval()
    corner = got[tuple(slice(size) for size in reduced)]
    np.testing.assert_array_equal(got, np.broadcast_to(corner, x.shape))
    assert set(np.unique(corner)) == {0, 2}


def test_short_names():
    assert dropout is DropoutLayer and spatial_dropout is dropout_channels
    assert dropout_channels((None, 2, 3), 0.1, rescale=False).rescale is False


def test_gaussian_noise():
    x = T.matrix("x")
    value = np.random.RandomState(0).normal(size=(60, 50)).astype(floatX)
    output = get_output(GaussianNoiseLayer(InputLayer((None, 50), x), sigma=0.3))
    noise = stream().normal(x.shape, avg=0.0, std=0.3)
    got, expected = theano.function([x], [output, noise])(value)
    np.testing.assert_allclose(got - value, expected, atol=1e-6)
    assert abs(expected.std() - 0.3) < 0.02 and abs(expected.mean()) < 0.02
