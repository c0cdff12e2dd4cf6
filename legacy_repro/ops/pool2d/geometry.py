"""Sizes of a 2-D pooling. On an axis, window y covers the padded pixels y * stride ... + ws - 1.

With ``ignore_border`` only whole windows count; else a last one may hang over the edge, and is cut.
"""

from numbers import Integral

import pytensor.tensor as pt
from pytensor.graph.basic import Variable


def output_size(size, ws, stride, pad, ignore_border):
    """Return the number of windows on one axis, as Theano counts them; None for an unknown size.

    `size` may be symbolic.
    """
    if size is None:
        return None
    padded = size + 2 * pad
    if ignore_border:
        return _at_least_0((padded - ws) // stride + 1)
    if stride >= ws:
        return (padded - 1) // stride + 1
    return _at_least_0((padded - 1 - ws + stride) // stride) + 1


def _at_least_0(count):
    return pt.maximum(count, 0) if isinstance(count, Variable) else max(count, 0)


def normalise_pair(name, pair, least):
    """Return a pair of integers, each at least `least`, or raise ValueError."""
    try:
        numbers = tuple(pair)
    except TypeError:
        numbers = ()
    if len(numbers) != 2 or not all(isinstance(n, Integral) and n >= least for n in numbers):
        raise ValueError(
            f"pooling takes {name} as two integers (rows, columns), at least {least}, got {pair!r}"
        )
    return int(numbers[0]), int(numbers[1])
