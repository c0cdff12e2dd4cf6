"""Operations counted by hand, from the shapes of the layers."""

import numpy as np
import pytest

from benchmarks import networks
from benchmarks.networks import data, flops, layers, walk

# Multiply-adds of one image, layer by layer.
BY_HAND = {
    "mlp": [784 * 50, 50 * 10],
    "mlp-800": [784 * 800, 800 * 800, 800 * 10],
    "cnn-50": [32 * 25 * 24 * 24, 32 * 32 * 25 * 8 * 8, 512 * 256, 256 * 10],
    "lenet": [20 * 25 * 24 * 24, 50 * 20 * 25 * 8 * 8, 800 * 500, 500 * 10],
    "keras-cnn": [64 * 25 * 24 * 24, 32 * 64 * 9 * 22 * 22, 128 * 32 * 11 * 11, 15488 * 10],
}


@pytest.mark.parametrize("name", BY_HAND)
def test_operations_of_a_batch(name):
    network, expected = networks.get(name), BY_HAND[name]
    assert flops.prediction(network) == 2 * network.batch_size * sum(expected)
    assert flops.training(network) == network.batch_size * (6 * sum(expected) - 2 * expected[0])


def test_an_epoch_of_the_lasagne_cnn():
    assert flops.training(networks.get("cnn-50")) * 1000 == 623_769_600_000


def test_parameters_of_the_second_keras_network():
    # as its summary has them: 1664 + 18464 + 4224 + 154890
    drawn = data.weights(networks.get("keras-cnn"))
    assert [W.size + b.size for W, b in drawn] == [1664, 18464, 4224, 154890]


def test_a_larger_image_makes_a_larger_dense_layer():
    small, large = (networks.get("growing", shape=(1, side, side)) for side in (28, 56))
    dense = [shape for layer, shape in walk(small) if isinstance(layer, layers.Dense)]
    assert dense[0] == (32, 5, 5)
    dense = [shape for layer, shape in walk(large) if isinstance(layer, layers.Dense)]
    assert dense[0] == (32, 12, 12)


def test_channels_last_is_the_same_network():
    network = networks.get("growing")
    (W, _), *_ = data.weights(network)
    (last, _), *_ = data.weights(network, channels_last=True)
    np.testing.assert_array_equal(last[:, :, 0, 7], W[7, 0])
    # The dense layer behind 32 channels of 5 x 5.
    dense, last = (data.weights(network, channels_last=way)[2][0] for way in (False, True))
    image = np.random.RandomState(0).rand(32, 5, 5)
    np.testing.assert_allclose(image.ravel() @ dense, image.transpose(1, 2, 0).ravel() @ last)
