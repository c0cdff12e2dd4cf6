"""Graphs of `pool2d` for the test that runs every operation on every backend."""

import numpy as np
import pytensor

from legacy_repro.ops.pool2d import Pool2d


def examples():
    return [
        _example("max_2x2", (3, 2, 7, 8), ws=(2, 2), ignore_border=True),
        _example("max_overlapping", (3, 7, 8), ws=(3, 2), stride=(2, 1), dtype="float64"),
        _example(
            "max_padded", (2, 2, 9, 9), ws=(4, 3), stride=(3, 3), pad=(2, 1), ignore_border=True
        ),
        _example("sum", (7, 8), ws=(2, 3), mode="sum", dtype="float64"),
        _example(
            "average_inc_pad",
            (2, 2, 6, 9),
            ws=(3, 3),
            pad=(1, 2),
            ignore_border=True,
            mode="average_inc_pad",
        ),
        _example("average_exc_pad", (2, 2, 6, 9), ws=(3, 3), stride=(2, 1), mode="average_exc_pad"),
        _example("no_images", (0, 2, 7, 8), ws=(2, 2)),
        _example("no_windows", (2, 1, 8), ws=(2, 2), ignore_border=True),
        _pooled("nan", np.array([[np.nan, 1, 2, np.nan, 3, 4]]), ws=(1, 2)),
        _pooled("int8_max", np.arange(-36, 0, dtype="int8").reshape(6, 6), ws=(4, 3)),
        _pooled("int8_sum", np.arange(36, dtype="int8").reshape(6, 6), ws=(4, 3), mode="sum"),
        _pooled(
            "int64_average", np.arange(-5, 31).reshape(6, 6), ws=(4, 3), mode="average_exc_pad"
        ),
    ]


def _example(name, shape, dtype="float32", **settings):
    op = Pool2d(**settings)
    rng = np.random.default_rng(1)
    images = rng.integers(-2, 3, shape)  # few values, so that maxima tie
    arrays = images, rng.normal(size=op.pooled(shape)), rng.normal(size=shape)

    def outputs(images, top, direction):
        pooled = op(images)
        gradient = pytensor.grad(None, images, known_grads={pooled: top})
        second = pytensor.grad(None, top, known_grads={gradient: direction})
        return [pooled, gradient, second]

    return name, outputs, [array.astype(dtype) for array in arrays]


def _pooled(name, images, **settings):
    return name, lambda x: [Pool2d(**settings)(x)], [images]
