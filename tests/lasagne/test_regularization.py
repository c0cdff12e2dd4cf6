"""Penalties of tensors, of layers and of networks."""

import numpy as np
import pytest

from layers import DenseLayer, InputLayer
from legacy_repro.lasagne import regularization
from legacy_repro.lasagne.regularization import l1, l2
from legacy_repro.theano import tensor as T

W1 = np.array([[1.0, -2.0], [3.0, 0.5]])
W2 = np.array([[-4.0], [0.25]])
L1, L2 = (np.abs(W1).sum(), np.abs(W2).sum()), ((W1**2).sum(), (W2**2).sum())


@pytest.fixture
def network():
    """Return two dense layers, one on the other, with biases that are not regularizable."""
    first = DenseLayer(InputLayer((None, 2)), 2, W=W1, b=np.array([9.0, 9.0]))
    return first, DenseLayer(first, 1, W=W2, b=np.array([9.0]))


def test_penalties_of_tensors():
    x, y = T.constant(W1), T.constant(W2)
    assert l1(x).eval() == L1[0]
    assert l2(x).eval() == L2[0]
    assert regularization.apply_penalty(x, l2).eval() == L2[0]
    assert regularization.apply_penalty([x, y], l1).eval() == sum(L1)
    assert regularization.apply_penalty((v for v in (x, y)), l2).eval() == sum(L2)
    assert regularization.apply_penalty([], l2) == 0

    def scaled(tensor, by):
        return by * T.sum(tensor)

    assert regularization.apply_penalty([x, y], scaled, by=2).eval() == 2 * (W1.sum() + W2.sum())


def test_penalties_of_layers(network):
    first, second = network
    of_layers = regularization.regularize_layer_params
    assert of_layers(first, l2).eval() == L2[0]
    assert of_layers([first, second], l1).eval() == sum(L1)
    assert of_layers(second, l1, tags={"regularizable": False}).eval() == 9
    assert of_layers(second, l1, tags={"trainable": True}).eval() == 9 + L1[1]


def test_penalties_of_weighted_layers(network):
    first, second = network
    weighted = regularization.regularize_layer_params_weighted
    assert weighted({first: 0.5, second: 4}, l2).eval() == 0.5 * L2[0] + 4 * L2[1]


def test_penalty_of_a_network(network):
    first, second = network
    of_network = regularization.regularize_network_params
    assert of_network(second, l2).eval() == sum(L2)
    assert of_network(first, l1).eval() == L1[0]
    assert of_network(second, l1, tags={"trainable": True}).eval() == 27 + sum(L1)
