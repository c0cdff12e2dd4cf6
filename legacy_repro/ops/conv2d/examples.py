"""Graphs of `conv2d` for the test that runs every operation on every backend."""

import numpy as np
import pytensor

from legacy_repro.ops.conv2d import Conv2d, PooledConv2d, PooledConv2dGrad


def examples():
    return [
        _example("valid", (70, 3, 9, 8), (4, 3, 3, 2)),
        _example("no_flip", (2, 3, 9, 8), (4, 3, 3, 2), filter_flip=False, dtype="float64"),
        _example("half", (2, 2, 90, 99), (2, 2, 5, 6), border_mode="half"),
        _example("full", (2, 2, 9, 8), (3, 2, 3, 4), border_mode="full", subsample=(2, 3)),
        _example(
            "pads_and_groups",
            (3, 4, 9, 8),
            (6, 2, 3, 2),
            border_mode=((1, 0), (0, 2)),
            subsample=(1, 2),
            filter_dilation=(2, 1),
            num_groups=2,
            dtype="float64",
        ),
        _example("wide_pads", (2, 2, 3, 4), (3, 2, 2, 1), border_mode=(4, 3), subsample=(3, 2)),
        _example("unseen_pixels", (2, 3, 8, 8), (4, 3, 3, 3), subsample=(2, 2)),
        _example("no_images", (0, 3, 9, 8), (4, 3, 3, 2)),
        _example("no_channels", (2, 0, 9, 8), (4, 0, 3, 2)),
    ]


FUSED_ON = "c", "numba"


def fused():
    """Return examples of what rewrites make on some backends alone."""
    return [
        _pooled("rectified", (70, 1, 9, 8), (20, 1, 3, 3), ((2, 2), True), border_mode="half"),
        _pooled("channels_last", (3, 20, 9, 9), (5, 20, 2, 2), ((2, 2), True), channels_last=True),
        _pooled(
            "hanging_over",
            (3, 18, 9, 8),
            (6, 9, 2, 2),
            ((3, 2), False),
            num_groups=2,
            subsample=(1, 2),
            dtype="float64",
        ),
        _pooled("linear", (3, 9, 6, 7), (4, 9, 2, 2), ((2, 3), True), rectified=False),
        _pooled("not_pooled", (2, 3, 6, 7), (4, 3, 2, 2), ((1, 1), True)),
        _pooled("missing", (3, 9, 6, 7), (4, 9, 2, 2), ((2, 2), True), missing=True),
        _pooled("no_windows", (2, 3, 3, 3), (4, 3, 3, 3), ((2, 2), True)),
        _pooled(
            "no_windows_far_apart", (2, 64, 1, 1), (4, 64, 1, 1), ((2, 2), True), subsample=(2, 2)
        ),
        _pooled("no_windows_of_many_channels", (2, 16, 3, 3), (4, 16, 3, 3), ((2, 2), True)),
    ]


def _example(name, image_shape, kernel_shape, dtype="float32", **settings):
    op = Conv2d(**settings)
    rng = np.random.default_rng(1)
    shapes = (image_shape, kernel_shape, op.convolved(image_shape, kernel_shape))
    inputs = [rng.normal(size=shape).astype(dtype) for shape in shapes]

    def outputs(images, kernel, top):
        convolved = op(images, kernel)
        known = {convolved: top}
        return [convolved, *pytensor.grad(None, [images, kernel], known_grads=known)]

    return name, outputs, inputs


def _pooled(name, image_shape, kernel_shape, windows, dtype="float32", missing=False, **settings):
    settings |= dict(zip(("window", "ignore_border"), windows, strict=True))
    op, gradient = PooledConv2d(**settings), PooledConv2dGrad(to_images=True, **settings)
    rng = np.random.default_rng(1)
    top_shape = op.pooled(op.convolved(image_shape, kernel_shape))
    shapes = (image_shape, kernel_shape, kernel_shape[:1], top_shape)
    inputs = [rng.integers(-2, 3, shape).astype(dtype) for shape in shapes]  # so there are ties
    if missing:
        inputs[0][1, 0, 3, 3] = np.nan

    def outputs(images, kernel, bias, top):
        pooled, codes = op(images, kernel, bias)
        return [pooled, codes, *gradient(images, kernel, codes, top)]

    return f"pooled_{name}", outputs, inputs
