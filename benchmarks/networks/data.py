"""Random images and labels, and the weights that all frameworks begin with."""

from functools import lru_cache

import numpy as np

from benchmarks.networks import walk
from benchmarks.networks.layers import size


def draw(network):
    """Return images, float32 in [0, 1), and their labels, int32 below 10; not to be written to."""
    return _draw(network.images, tuple(network.shape))


@lru_cache(maxsize=1)  # training and prediction share them
def _draw(number, shape):
    rng = np.random.RandomState(0)
    images = rng.randint(0, 256, (number, *shape), "uint8") / np.float32(256)
    return images, rng.randint(0, 10, number).astype("int32")


def batches(network, channels_last=False):
    """Return [(images, labels), ...] of the network's batch size."""
    images, labels = draw(network)
    if channels_last:
        images = _channels_last(images)
    starts = range(0, network.images, network.batch_size)
    slices = [slice(start, start + network.batch_size) for start in starts]
    return [(images[batch], labels[batch]) for batch in slices]


def weights(network, channels_last=False):
    """Return the initial (W, b) of each layer that has them, W as Glorot proposed, b zeros.

    A convolution's W has the shape (filters, channels, rows, columns) and is to be applied as it
    is, without flipping; a dense layer's has the shape (inputs, units). With channels last those
    are (rows, columns, channels, filters), and inputs in the order of (rows, columns, channels).
    """
    rng = np.random.RandomState(1234)
    drawn = []
    for layer, shape in walk(network):
        if hasattr(layer, "weights"):
            W = layer.weights(shape)
            bound = np.sqrt(6 / ((W[0] + W[1]) * size(W[2:])))
            W = rng.uniform(-bound, bound, W).astype("float32")
            b = np.zeros(layer.output(shape)[0], "float32")
            drawn.append((_reordered(W, shape) if channels_last else W, b))
    return drawn


def _reordered(W, shape):
    """Return the weights of a layer for an input of that shape, its channels last."""
    if W.ndim == 4:
        return W.transpose(2, 3, 1, 0)
    order = np.arange(len(W)).reshape(1, *shape)
    return W[_channels_last(order).ravel()]


def _channels_last(images):
    return np.ascontiguousarray(np.moveaxis(images, 1, -1))
