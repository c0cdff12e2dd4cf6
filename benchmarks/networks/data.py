"""Random data of MNIST's shape."""

import numpy as np

PIXELS = 28 * 28


def draw(number):
    """Return images, of shape (number, 784), float32 in [0, 1), and their labels, int32."""
    rng = np.random.RandomState(0)
    images = rng.randint(0, 256, (number, PIXELS), "uint8") / np.float32(256)
    return images, rng.randint(0, 10, number).astype("int32")
