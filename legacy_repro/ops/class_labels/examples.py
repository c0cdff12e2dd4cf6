"""Graphs of `class_labels` for the test that runs every operation on every backend."""

import numpy as np

from legacy_repro.ops.class_labels import class_labels


def examples():
    def four(labels):
        return [class_labels(labels, 4, 4) + 1]

    def none(labels):
        return [class_labels(labels, 0, 4)]

    labels = np.array([0, 3, 1, 2])
    return [
        *((dtype, four, [labels.astype(dtype)]) for dtype in ("int8", "int32", "int64", "uint8")),
        ("no labels", none, [labels[:0]]),
    ]
