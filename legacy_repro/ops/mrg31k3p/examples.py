"""Graphs of `MRGUniform` for the test that runs every operation on every backend."""

import numpy as np

from legacy_repro.ops.mrg31k3p import MRGUniform, streams


def examples():
    def few(states):
        return MRGUniform("float32")(states, (3, 2))

    def many(states):
        return MRGUniform("float64")(states, (7, 50))

    def by_size(states, size):
        return MRGUniform("float32")(states, [size[0], size[1]])

    states = streams.stream_states([42] * 6, 100)
    return [
        ("fewer numbers than streams", few, [states]),
        ("float64", many, [states]),
        ("symbolic size", by_size, [states, np.array([40, 13])]),
    ]
