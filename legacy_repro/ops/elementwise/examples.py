"""Calls that show which arrays are read number after number, and which over and over."""

import numpy as np
import pytensor.tensor as pt

from legacy_repro.ops.elementwise import VectorElemwise

FUNCTIONS = pt.exp, pt.log, pt.tanh


def examples():
    """Yield names, functions of symbolic inputs that return the outputs, and arrays for them."""
    add = VectorElemwise(pt.add.scalar_op)
    for dtype in ("float32", "float64"):
        images = np.random.RandomState(0).normal(size=(2, 3, 4, 5)).astype(dtype)
        matrix, row, column = images[0, 0], images[0, 0, 0], images[0, 0, :, 0]
        for name, sum_of, arrays in (
            ("same", lambda x, y: add(x, y), [images, images**2]),
            ("row", lambda x, y: add(x, y[None]), [matrix, row]),
            ("column", lambda x, y: add(x, y[:, None]), [matrix, column]),
            ("outer", lambda x, y: add(x[:, None], y[None]), [column, row]),
            ("channels", lambda x, y: add(x, y[None, :, None, None]), [images, row[:3]]),
            ("lines", lambda x, y: add(x, y[:, None, :, None]), [images, images[:, 0, :, 0]]),
            ("number", lambda x, y: add(x, y[None, None]), [matrix, row.sum()]),
            ("strides", lambda x, y: add(x.T, y), [matrix, matrix.T.copy()]),
            ("empty", lambda x, y: add(x, y[None]), [matrix[:0], row]),
        ):
            yield f"{name}-{dtype}", _listed(sum_of), arrays
        for function in FUNCTIONS:
            op = VectorElemwise(function.scalar_op)
            yield f"{function.scalar_op}-{dtype}", _listed(op), [images**2]
    integers = np.arange(-9, 9, dtype="int8").reshape(2, 9)
    yield "integers", lambda x, y: [add(x, y[None])], [integers, np.ones(9, "int64")]


def _listed(function):
    return lambda *inputs: [function(*inputs)]
