import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.theano.tensor.nnet import conv3d2d, corr, corr3d
from legacy_repro.theano.tensor.nnet.abstract_conv import (
    AbstractConv3d,
    causal_conv1d,
    conv2d,
    conv3d,
    conv3d_grad_wrt_inputs,
    conv3d_grad_wrt_weights,
    separable_conv2d,
)
from legacy_repro.theano.tensor.nnet.Conv3D import conv3D


@pytest.mark.parametrize("case", range(6))
def test_numbers_are_those_of_theano(case, recorded, sines, cosines, with_gradients):
    settings, expected = recorded(f"conv3d/{case}")
    channels = 2 // settings.get("num_groups", 1)
    values = sines((2, 2, 4, 3, 5)), cosines((2, channels, 2, 2, 3))
    x, w = pt.dtensor5(), pt.dtensor5()
    results = with_gradients([x, w], conv3d(x, w, **settings), values)
    for result, numbers in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-12)


def test_the_same_gradient_by_name(sines, cosines, mode):
    x, w = pt.constant(sines((1, 2, 4, 5, 6))), pt.constant(cosines((3, 2, 2, 3, 2)))
    settings = {"border_mode": (1, 0, 1), "subsample": (2, 1, 2), "filter_flip": False}
    y = conv3d(x, w, **settings)
    top = pt.constant(sines((1, 3, 3, 3, 4)))
    expected = pytensor.grad(None, [x, w], known_grads={y: top})
    results = [
        conv3d_grad_wrt_inputs(top, w, (None, None, 4, 5, 6), **settings),
        conv3d_grad_wrt_weights(x, top, (None, None, *w.shape[2:]), **settings),
        corr3d.Corr3dMM_gradInputs((1, 0, 1), (2, 1, 2))(w, top, (4, 5, 6)),
        corr3d.Corr3dMM_gradWeights((1, 0, 1), (2, 1, 2))(x, top, (2, 3, 2)),
    ]
    gx, gw, *named = pytensor.function([], expected + results, mode=mode)()
    for value, wanted in zip(named, (gx, gw, gx, gw), strict=True):
        np.testing.assert_allclose(value, wanted, rtol=0, atol=1e-13)


def test_sizes_of_correlations_are_found(sines, cosines, mode):
    """Without steps the gradients' shapes follow from those of their inputs."""
    x, w = pt.constant(sines((1, 2, 6, 5))), pt.constant(cosines((3, 2, 2, 3)))
    y = corr.CorrMM((1, 0))(x, w)
    gx, gw = pytensor.grad((y**2).sum(), [x, w])
    named = [corr.CorrMM_gradInputs((1, 0))(w, 2 * y), corr.CorrMM_gradWeights((1, 0))(x, 2 * y)]
    values = pytensor.function([], [gx, gw, *named], mode=mode)()
    np.testing.assert_allclose(values[2], values[0], atol=1e-13)
    np.testing.assert_allclose(values[3], values[1], atol=1e-13)
    with pytest.raises(ValueError, match="needs shape"):
        corr.CorrMM_gradInputs(subsample=(2, 2))(w, y)


def test_what_is_refused():
    x, w = pt.tensor5(), pt.tensor5()
    assert AbstractConv3d((2, None, 3, 4, 5)).imshp == (2, None, 3, 4, 5)
    for settings, sentence in (
        ({"input_shape": (2, 3, 4, 5)}, "imshp must be None or 5"),
        ({"border_mode": "same"}, "invalid border_mode"),
        ({"border_mode": (1, 1)}, "border for each of three axes"),
        ({"subsample": (1, 1)}, "three positive integers"),
    ):
        with pytest.raises(ValueError, match=sentence):
            conv3d(x, w, **settings)
    with pytest.raises(NotImplementedError, match="same kind of border"):
        conv3d(x, w, border_mode=(1, "half", 2))
    with pytest.raises(TypeError, match="5-D tensors"):
        conv3d(pt.tensor4(), w)


def test_what_the_types_know():
    x, w = pt.tensor(dtype="float32", shape=(1, *(None,) * 4)), pt.tensor5()
    assert conv3d(x, w).type.broadcastable == (True, *(False,) * 4)


def test_conv3d2d_has_time_before_channels(sines, cosines, mode):
    x, w = sines((2, 4, 3, 5, 5)), cosines((2, 2, 3, 3, 3))
    old = conv3d2d.conv3d(pt.constant(x), pt.constant(w), border_mode=("valid", "full", "full"))
    turned = [pt.constant(a.transpose(0, 2, 1, 3, 4)) for a in (x, w)]
    new = conv3d(*turned, border_mode=(0, 2, 2))
    results = pytensor.function([], [old, new.dimshuffle(0, 2, 1, 3, 4)], mode=mode)()
    np.testing.assert_allclose(*results, atol=1e-13)
    with pytest.raises(ValueError, match="rows and columns"):
        conv3d2d.conv3d(pt.tensor5(), pt.tensor5(), border_mode=("valid", "valid", "full"))


def test_the_oldest_has_channels_last(sines, cosines, mode):
    x, w, b = sines((1, 4, 3, 5, 2)), cosines((3, 2, 2, 2, 2)), np.array([1.0, 2, 3])
    expected = np.zeros((1, 2, 2, 4, 3)) + b
    for i, j, k in np.ndindex(2, 2, 4):
        window = x[:, 2 * i : 2 * i + 2, j : j + 2, k : k + 2]
        expected[:, i, j, k] += np.tensordot(window, w, ((1, 2, 3, 4), (1, 2, 3, 4)))
    result = pytensor.function([], conv3D(x, w, b, (2, 1, 1)), mode=mode)()
    np.testing.assert_allclose(result, expected, atol=1e-13)


def test_separable_is_two_steps(sines, cosines, mode):
    x, deep, wide = sines((2, 3, 5, 4)), cosines((6, 1, 3, 2)), sines((4, 6, 1, 1))
    result = separable_conv2d(x, deep, wide, 3, border_mode="half", subsample=(2, 1))
    parts = [
        conv2d(x[:, k : k + 1], deep[2 * k : 2 * k + 2], border_mode="half", subsample=(2, 1))
        for k in range(3)
    ]
    values = pytensor.function([], [result, *parts], mode=mode)()
    expected = np.einsum("nkij,fk->nfij", np.concatenate(values[1:], axis=1), wide[:, :, 0, 0])
    np.testing.assert_allclose(values[0], expected, atol=1e-13)


def test_causal_sees_no_later_input(sines, cosines, mode):
    x, w = sines((1, 2, 7)), cosines((3, 2, 3))
    expected = np.zeros((1, 3, 7))
    for t in range(7):
        for k, back in enumerate((0, 2, 4)):  # flipped: the first tap is for the latest input
            if t >= back:
                expected[:, :, t] += x[:, :, t - back] @ w[:, :, k].T
    graph = causal_conv1d(pt.constant(x), pt.constant(w), (3, 2, 3), filter_dilation=2)
    np.testing.assert_allclose(pytensor.function([], graph, mode=mode)(), expected, atol=1e-13)


def test_unshared_filters_are_those_of_their_places(sines, cosines, mode):
    images, filters = sines((2, 3, 5, 4)), cosines((2, 3, 2, 3, 3, 3))
    graph = conv2d(images, filters, None, (2, 3, 2, 3, 3, 3), (1, 0), (2, 1), False, unshared=True)
    result = pytensor.function([], graph, mode=mode)()
    padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (0, 0)))
    for i, j in np.ndindex(3, 2):
        window = padded[:, :, 2 * i : 2 * i + 3, j : j + 3]
        expected = np.tensordot(window, filters[:, i, j], ((1, 2, 3), (1, 2, 3)))
        np.testing.assert_allclose(result[:, :, i, j], expected, atol=1e-13)
