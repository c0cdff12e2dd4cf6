"""Graphs of `MRGUniform` for the test that runs every operation on every backend."""

import numpy as np

from legacy_repro.ops.mrg31k3p import MRGUniform, MRGUniformWhere, streams


def examples():
    def few(states):
        return MRGUniform("float32")(states, (3, 2))

    def many(states):
        return MRGUniform("float64")(states, (7, 50))

    def by_size(states, size):
        return MRGUniform("float32")(states, [size[0], size[1]])

    def where(states, mask):
        return MRGUniformWhere("float32")(states, mask)

    def where_double(states, mask):
        return MRGUniformWhere("float64")(states, mask)

    states = streams.stream_states([42] * 6, 100)
    return [
        ("fewer numbers than streams", few, [states]),
        ("float64", many, [states]),
        ("symbolic size", by_size, [states, np.array([40, 13])]),
        ("no numbers", by_size, [states, np.array([0, 13])]),
        ("where", where, [states, np.arange(24).reshape(4, 6) % 5 == 0]),
        ("where, many", where_double, [states, np.arange(700) % 5 != 0]),
        ("where, exactly all streams", where, [states, np.arange(150) < 100]),
        ("nowhere", where, [states, np.zeros(3, "bool")]),
        ("where, of no elements", where, [states, np.zeros((2, 0), "bool")]),
    ]
