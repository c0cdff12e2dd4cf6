import numpy as np
import pytest

from layers import (
    BaseConvLayer,
    Conv2DLayer,
    Conv3DLayer,
    InputLayer,
    conv_input_length,
    conv_output_length,
    get_output,
)
from legacy_repro import theano
from legacy_repro.theano import tensor as T

floatX = theano.config.floatX


def correlate(x, W, stride=(1, 1), pad=(0, 0)):
    """Sum of products at each position, by plain loops over the filter."""
    x = np.pad(x, [(0, 0), (0, 0), (pad[0],) * 2, (pad[1],) * 2])
    rows = (x.shape[2] - W.shape[2]) // stride[0] + 1
    columns = (x.shape[3] - W.shape[3]) // stride[1] + 1
    out = np.zeros((len(x), len(W), rows, columns))
    for i in range(rows):
        for j in range(columns):
            r, c = i * stride[0], j * stride[1]
            window = x[:, :, r : r + W.shape[2], c : c + W.shape[3]]
            out[:, :, i, j] = np.einsum("bcij,kcij->bk", window, W)
    return out


@pytest.fixture
def x():
    return np.random.RandomState(1).normal(size=(2, 4, 6, 7)).astype(floatX)


@pytest.mark.parametrize(
    "length, size, stride, pad, expected",
    [
        (28, 5, 1, "valid", 24),
        (28, 5, 1, 0, 24),
        (28, 5, 1, "full", 32),
        (28, 5, 1, "same", 28),
        (28, 5, 2, "valid", 12),
        (29, 5, 2, 1, 14),
        (7, 3, 3, "full", 3),
        (7, 3, 2, "same", 4),
        (None, 3, 1, 0, None),
    ],
)
def test_output_length(length, size, stride, pad, expected):
    assert conv_output_length(length, size, stride, pad) == expected


@pytest.mark.parametrize("pad", ["valid", "full", "same", 0, 2])
@pytest.mark.parametrize("stride", [1, 2])
def test_input_length_is_the_shortest_that_gives_the_output(stride, pad):
    length = conv_input_length(6, 5, stride, pad)
    assert conv_output_length(length, 5, stride, pad) == 6
    assert conv_output_length(length - 1, 5, stride, pad) == 5
    assert conv_input_length(None, 5, stride, pad) is None


@pytest.mark.parametrize("function", [conv_output_length, conv_input_length])
def test_lengths_refuse_another_pad(function):
    with pytest.raises(ValueError, match="got 'half'"):
        function(5, 3, 1, "half")


@pytest.mark.parametrize(
    "options, stride, pad",
    [
        ({}, (1, 1), (0, 0)),
        ({"stride": 2, "pad": (1, 0)}, (2, 2), (1, 0)),
        ({"stride": (1, 2), "pad": "same"}, (1, 2), (1, 1)),
        ({"pad": "full"}, (1, 1), (2, 2)),
    ],
)
def test_convolution_against_loops(x, options, stride, pad):
    W = np.random.RandomState(2).normal(size=(3, 4, 3, 3)).astype(floatX)
    b = np.array([0.5, -1, 2], floatX)
    layer = Conv2DLayer(InputLayer((None, 4, 6, 7)), 3, 3, W=W, b=b, **options)
    expected = np.maximum(correlate(x, W[:, :, ::-1, ::-1], stride, pad) + b[:, None, None], 0)
    assert layer.output_shape == (None, *expected.shape[1:])
    np.testing.assert_allclose(get_output(layer, x).eval(), expected, rtol=1e-10, atol=1e-10)


def test_no_flip_untied_biases_and_no_nonlinearity(x):
    layer = Conv2DLayer(
        (2, 4, 6, 7),
        2,
        (2, 3),
        untie_biases=True,
        b=lambda shape: np.arange(np.prod(shape), dtype=floatX).reshape(shape),
        nonlinearity=None,
        flip_filters=False,
    )
    assert layer.b.get_value().shape == (2, 5, 5)
    expected = correlate(x, layer.W.get_value()) + np.arange(50).reshape(2, 5, 5)
    np.testing.assert_allclose(
        get_output(layer, {None: x}).eval(), expected, rtol=1e-10, atol=1e-10
    )


def test_groups_do_not_see_each_other(x):
    layer = Conv2DLayer(InputLayer(x.shape), 6, 3, num_groups=2, b=None, nonlinearity=None)
    W = layer.W.get_value()
    assert W.shape == layer.get_W_shape() == (6, 2, 3, 3)
    W = W[:, :, ::-1, ::-1]
    parts = [correlate(x[:, :2], W[:3]), correlate(x[:, 2:], W[3:])]
    expected = np.concatenate(parts, axis=1)
    np.testing.assert_allclose(get_output(layer, x).eval(), expected, rtol=1e-10, atol=1e-10)


def test_parameters_in_order_and_tags():
    layer = Conv2DLayer((None, 1, 28, 28), 32, 5, name="conv")
    assert [p.name for p in layer.get_params()] == ["conv.W", "conv.b"]
    assert layer.get_params(regularizable=True) == [layer.W]
    assert layer.W.get_value().shape == (32, 1, 5, 5)
    assert np.abs(layer.W.get_value()).max() <= np.sqrt(6 / (33 * 25))
    np.testing.assert_array_equal(layer.b.get_value(), np.zeros(32))


def test_the_convolution_asked_for_is_called_as_theano_conv2d():
    calls = []

    def convolution(*args, **kwargs):
        calls.append((args, kwargs))
        return T.zeros((1, 2, 4, 4))

    layer = Conv2DLayer((None, 1, 4, 4), 2, 3, pad="same", convolution=convolution)
    x = T.tensor4("x")
    layer.get_output_for(x)
    assert calls == [
        (
            (x, layer.W, (None, 1, 4, 4), (2, 1, 3, 3)),
            {"subsample": (1, 1), "border_mode": "half", "filter_flip": True},
        )
    ]


@pytest.mark.parametrize(
    "options, error, says",
    [
        ({"incoming": (None, 4, 9)}, ValueError, "needs the shape .*2 spatial sizes"),
        ({"incoming": (None, None, 9, 9)}, ValueError, "number of channels"),
        ({"filter_size": 2, "pad": "same"}, NotImplementedError, "odd filter size, got"),
        ({"pad": "half"}, TypeError, "half"),
        ({"stride": (1, 1, 1)}, ValueError, "3"),
        ({"num_groups": 3}, ValueError, "num_groups=3 .*6 filters and the 4 channels"),
        ({"num_groups": 0}, ValueError, "num_groups=0"),
    ],
)
def test_what_is_refused(options, error, says):
    arguments = {"incoming": (None, 4, 9, 9), "num_filters": 6, "filter_size": 3} | options
    with pytest.raises(error, match=says):
        Conv2DLayer(**arguments)


def test_base_leaves_the_convolution_to_its_subclass():
    layer = BaseConvLayer((None, 2, 9), 4, 3, stride=2)
    assert layer.n == 1 and layer.output_shape == (None, 4, 4)
    with pytest.raises(NotImplementedError, match="define convolve"):
        layer.get_output_for(T.tensor3("x"))


def test_conv3d_of_flat_volumes_is_conv2d():
    """Filters of depth 1 see one slice each, so that every slice is convolved for itself."""
    x = np.random.RandomState(2).normal(size=(2, 4, 3, 6, 7)).astype(floatX)
    W = np.random.RandomState(3).normal(size=(6, 2, 1, 3, 3)).astype(floatX)
    settings = {"pad": "same", "num_groups": 2, "nonlinearity": None}
    volume = Conv3DLayer(InputLayer(x.shape), 6, (1, 3, 3), W=W, **settings)
    slices = Conv2DLayer(InputLayer((2, 4, 6, 7)), 6, 3, W=W[:, :, 0], **settings)
    outputs = [get_output(volume, T.constant(x))]
    outputs += [get_output(slices, T.constant(x[:, :, k])) for k in range(3)]
    whole, *parts = theano.function([], outputs)()
    assert volume.output_shape == whole.shape
    np.testing.assert_allclose(whole, np.stack(parts, axis=2), rtol=1e-4, atol=1e-5)
    with pytest.raises(ValueError, match="3 spatial sizes"):
        Conv3DLayer(InputLayer((2, 4, 6, 7)), 6, 3)
