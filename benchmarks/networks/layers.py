"""The kinds of layers, and the shapes and multiply-adds that follow from them.

Shapes are those of one image, (channels, rows, columns) or (units,). A dense layer takes all of its
input's values in that order.
"""

from math import floor
from typing import NamedTuple

import numpy as np


class Conv(NamedTuple):
    """Square filters over all places where they fit, and a rectifier."""

    filters: int
    size: int

    def output(self, shape):
        _, rows, columns = shape
        return self.filters, rows - self.size + 1, columns - self.size + 1

    def weights(self, shape):
        return self.filters, shape[0], self.size, self.size

    def multiply_adds(self, shape):
        return size(self.weights(shape)) * size(self.output(shape)[1:])


class MaxPool(NamedTuple):
    """The largest of each square, as many as fit side by side."""

    size: int

    def output(self, shape):
        channels, rows, columns = shape
        return channels, floor(rows / self.size), floor(columns / self.size)


class Dense(NamedTuple):
    """Units that see all; nonlinearity by Lasagne's name."""

    units: int
    nonlinearity: str = "rectify"

    def output(self, shape):
        return (self.units,)

    def weights(self, shape):
        return size(shape), self.units

    def multiply_adds(self, shape):
        return size(self.weights(shape))


class Dropout(NamedTuple):
    """While training each value is 0 with this probability, and the others grow to make up."""

    rate: float

    def output(self, shape):
        return shape


def size(shape):
    """Return the number of values."""
    return int(np.prod(shape))
