"""Nonlinearities against NumPy, and their slopes where Lasagne's choice shows."""

import numpy as np
import pytest

from legacy_repro import theano
from legacy_repro.lasagne import nonlinearities as nl
from legacy_repro.theano import tensor as T

X = np.array([[-30.0, -2.0, -0.5, 0.0], [0.25, 1.0, 3.0, 40.0]])


def leaky(slope):
    return np.where(X > 0, X, slope * X)


def selu(scale, scale_neg):
    return np.where(X > 0, scale * X, scale * scale_neg * np.expm1(np.minimum(X, 0)))


EXPECTED = {
    "sigmoid": (nl.sigmoid, 1 / (1 + np.exp(-X))),
    "softmax": (nl.softmax, np.exp(X) / np.exp(X).sum(axis=1, keepdims=True)),
    "tanh": (nl.tanh, np.tanh(X)),
    "ScaledTanH": (nl.ScaledTanH(scale_in=0.5, scale_out=2.27), 2.27 * np.tanh(0.5 * X)),
    "ScaledTanH()": (nl.ScaledTanH(), np.tanh(X)),
    "rectify": (nl.rectify, leaky(0)),
    "LeakyRectify": (nl.LeakyRectify(0.2), leaky(0.2)),
    "leaky_rectify": (nl.leaky_rectify, leaky(0.01)),
    "very_leaky_rectify": (nl.very_leaky_rectify, leaky(1 / 3)),
    "elu": (nl.elu, selu(1, 1)),
    "SELU": (nl.SELU(scale=2, scale_neg=3), selu(2, 3)),
    "selu": (nl.selu, selu(1.0507009873554805, 1.6732632423543772)),
    "softplus": (nl.softplus, np.logaddexp(0, X)),
    "linear": (nl.linear, X),
}


@pytest.fixture(scope="module")
def values():
    x = T.matrix("x", dtype="float64")
    return theano.function([x], [function(x) for function, _ in EXPECTED.values()])(X)


def test_values(values):
    for (name, (_, expected)), ours in zip(EXPECTED.items(), values, strict=True):
        # The sigmoid may be cut to exactly 1 for large inputs, as it was in Theano.
        np.testing.assert_allclose(ours, expected, rtol=1e-7, atol=1e-15, err_msg=name)


def test_slopes_at_zero():
    x = T.vector("x", dtype="float64")
    functions = [nl.rectify, nl.leaky_rectify, nl.elu, nl.selu]
    slopes = [T.grad(function(x).sum(), x) for function in functions]
    ours = [slope[0] for slope in theano.function([x], slopes)(np.zeros(1))]
    # Theano's relu halves the slopes of its two sides; elu and selu count 0 as negative.
    np.testing.assert_allclose(ours, [0.5, 0.505, 1.0, 1.0507009873554805 * 1.6732632423543772])


def test_float32_stays_float32():
    with theano.config.change_flags(floatX="float32"):
        x = T.matrix("x")
        for name, (function, _) in EXPECTED.items():
            assert function(x).dtype == "float32", name


def test_aliases():
    assert nl.identity is nl.linear
    assert nl.ScaledTanh is nl.ScaledTanH
    assert (nl.leaky_rectify.leakiness, nl.very_leaky_rectify.leakiness) == (0.01, 1 / 3)
