"""The networks that are trained: a list of layers each, a batch size and an update rule.

Every framework builds its own from these, from the same initial weights.
"""

from typing import NamedTuple

from benchmarks.networks.layers import Conv, Dense, Dropout, MaxPool


class Rule(NamedTuple):
    """An update rule, by the name and with the arguments that it has in Lasagne."""

    name: str
    arguments: dict


class Network(NamedTuple):
    """What is trained, on how many images a step, of how many in all.

    shape: that of an image; by_hand: written in Theano alone, its data in shared variables.
    """

    layers: list
    shape: tuple
    batch_size: int
    rule: Rule
    images: int
    by_hand: bool = False


def walk(network):
    """Yield each layer with the shape of its input."""
    shape = tuple(network.shape)
    for layer in network.layers:
        yield layer, shape
        shape = layer.output(shape)


def get(name, **changes):
    """Return a network of that name, some of its fields changed."""
    network = GROWING if name == "growing" else NETWORKS[name]
    return network._replace(**changes)


SGD = Rule("sgd", {"learning_rate": 0.01})
NESTEROV = Rule("nesterov_momentum", {"learning_rate": 0.01, "momentum": 0.9})
ADAM = Rule("adam", {"learning_rate": 0.001})
RMSPROP = Rule("rmsprop", {"learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-7})

FLAT, SQUARE = (784,), (1, 28, 28)
OUTPUT = Dense(10, "softmax")

EXERCISE = [Dense(50, "tanh"), OUTPUT]
MLP = [Dropout(0.2), Dense(800), Dropout(0.5), Dense(800), Dropout(0.5), OUTPUT]
CNN = [
    *[Conv(32, 5), MaxPool(2), Conv(32, 5), MaxPool(2)],
    *[Dropout(0.5), Dense(256), Dropout(0.5), OUTPUT],
]
LENET = [
    *[Conv(20, 5), MaxPool(2), Conv(50, 5), MaxPool(2)],
    *[Dense(500), Dropout(0.5), OUTPUT],
]
# The dense layer that Keras applies to each pixel is a convolution with filters of one pixel.
TWO_CONVS = [Conv(64, 5), Conv(32, 3), MaxPool(2), Conv(128, 1), Dropout(0.2), OUTPUT]
SMALL_CNN = [Conv(16, 5), MaxPool(2), Conv(32, 3), MaxPool(2), Dense(64), OUTPUT]

NETWORKS = {
    "mlp": Network(EXERCISE, FLAT, 20, SGD, 50_000, by_hand=True),
    "mlp-800": Network(MLP, FLAT, 500, NESTEROV, 5_000),
    "cnn-50": Network(CNN, SQUARE, 50, NESTEROV, 500),
    "cnn-128": Network(CNN, SQUARE, 128, NESTEROV, 1_280),
    "cnn-500": Network(CNN, SQUARE, 500, NESTEROV, 5_000),
    "lenet": Network(LENET, SQUARE, 512, ADAM, 5_120),
    "keras-cnn": Network(TWO_CONVS, SQUARE, 64, RMSPROP, 640),
}
GROWING = Network(SMALL_CNN, SQUARE, 16, NESTEROV, 16)
