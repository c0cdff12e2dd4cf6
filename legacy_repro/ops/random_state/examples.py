"""Graphs of `Draw` for the test that runs every operation on every backend."""

import numpy as np
import pytensor

from legacy_repro.ops.random_state import Draw


def examples():
    def permuted(x):
        state = pytensor.shared(np.random.RandomState(1))
        return [x[Draw("permutation", "int64")(state, (), x.shape[0])[1]]]

    return [("rows in random order", permuted, [np.arange(12.0).reshape(6, 2)])]
