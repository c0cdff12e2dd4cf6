import numpy as np
import pytest

from layers import (
    GlobalPoolLayer,
    InputLayer,
    MaxPool2DLayer,
    MaxPool3DLayer,
    Pool2DLayer,
    Pool3DLayer,
    get_output,
    pool_output_length,
)
from legacy_repro import theano
from legacy_repro.theano import tensor as T


@pytest.fixture
def x():
    return np.random.RandomState(4).normal(size=(2, 3, 5, 6)).astype(theano.config.floatX)


# Lengths that Theano 1.0.5's pool gives.
@pytest.mark.parametrize(
    "length, size, stride, pad, ignore_border, expected",
    [
        (5, 2, 2, 0, True, 2),
        (5, 2, 2, 0, False, 3),
        (6, 2, 2, 0, False, 3),
        (7, 3, 2, 0, True, 3),
        (7, 3, 2, 1, True, 4),
        (8, 3, 2, 0, False, 4),
        (8, 2, 3, 0, False, 3),
        (2, 3, 1, 0, False, 1),
        (None, 2, 2, 0, True, None),
        (5, None, 2, 0, True, None),
    ],
)
def test_output_length(length, size, stride, pad, ignore_border, expected):
    assert pool_output_length(length, size, stride, pad, ignore_border) == expected


def test_cut_windows_cannot_be_padded():
    with pytest.raises(ValueError, match="pad=1 needs ignore_border=True"):
        pool_output_length(5, 2, 2, 1, False)


def test_max_pool(x):
    layer = MaxPool2DLayer(InputLayer((None, 3, 5, 6)), 2)
    assert layer.output_shape == (None, 3, 2, 3)
    expected = x[:, :, :4].reshape(2, 3, 2, 2, 3, 2).max(axis=(3, 5))
    np.testing.assert_array_equal(get_output(layer, x).eval(), expected)


def test_max_pool_with_the_border(x):
    layer = MaxPool2DLayer(InputLayer((None, 3, 5, 6)), (2, 3), ignore_border=False)
    assert layer.output_shape == (None, 3, 3, 2)
    padded = np.pad(x, [(0, 0), (0, 0), (0, 1), (0, 0)], constant_values=-np.inf)
    expected = padded.reshape(2, 3, 3, 2, 2, 3).max(axis=(3, 5))
    np.testing.assert_array_equal(get_output(layer, x).eval(), expected)


def test_overlapping_padded_average(x):
    layer = Pool2DLayer(InputLayer(x.shape), 3, stride=(2, 1), pad=1, mode="average_inc_pad")
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)]), (3, 3), axis=(2, 3)
    )
    expected = windows[:, :, ::2].mean(axis=(4, 5))
    assert layer.output_shape == expected.shape
    np.testing.assert_allclose(get_output(layer, x).eval(), expected, rtol=1e-10, atol=1e-10)


def test_four_dimensions_are_needed():
    with pytest.raises(ValueError, match=r"MaxPool2DLayer needs .* got \(None, 3, 5\)"):
        MaxPool2DLayer((None, 3, 5), 2)


def test_global_pool(x):
    layer = GlobalPoolLayer(InputLayer((None, 3, 5, 6)))
    assert layer.output_shape == (None, 3)
    largest = GlobalPoolLayer(InputLayer((None, 3, 5, 6)), pool_function=T.max)
    outputs = theano.function([], [get_output(layer, x), get_output(largest, x)])()
    np.testing.assert_allclose(outputs[0], x.mean(axis=(2, 3)), rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(outputs[1], x.max(axis=(2, 3)))


def test_pool3d_takes_windows_of_three_sizes():
    x = np.random.RandomState(5).normal(size=(2, 3, 4, 6, 4)).astype(theano.config.floatX)
    windows = x.reshape(2, 3, 2, 2, 2, 3, 2, 2)
    incoming = InputLayer(x.shape)
    for layer, expected in (
        (MaxPool3DLayer(incoming, (2, 3, 2)), windows.max(axis=(3, 5, 7))),
        (Pool3DLayer(incoming, (2, 3, 2), mode="sum"), windows.sum(axis=(3, 5, 7))),
    ):
        result = theano.function([], get_output(layer, T.constant(x)))()
        assert layer.output_shape == result.shape
        np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-6)
    with pytest.raises(ValueError, match="depth, rows, columns"):
        Pool3DLayer(InputLayer((2, 3, 6, 4)), 2)
