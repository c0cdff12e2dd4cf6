"""Graphs of the multinomial draws for the test that runs every operation on every backend."""

import numpy as np

from legacy_repro.ops.multinomial import ChoiceFromUniform, MultinomialFromUniform


def examples():
    def counts(pvals, unis):
        return [MultinomialFromUniform()(pvals, unis, 5)]

    def choices(pvals, unis):
        return [ChoiceFromUniform()(pvals, unis, 5)]

    def no_choices(pvals, unis):
        return [ChoiceFromUniform()(pvals, unis, 0)]

    rng = np.random.default_rng(1)
    pvals = rng.dirichlet(np.ones(30), size=40)
    # Numbers that lie on the running sums or a rounding error beside them.
    unis = np.take_along_axis(np.cumsum(pvals, axis=1), rng.integers(29, size=(40, 5)), axis=1)
    unis = unis.T.ravel()
    return [
        ("counts", counts, [pvals, unis]),
        ("counts, single precision", counts, [pvals.astype("float32"), unis.astype("float32")]),
        ("choices", choices, [pvals, unis]),
        ("choices, mixed precision", choices, [pvals.astype("float32"), unis]),
        ("counts where the sum stays below", counts, [pvals / 2, unis]),
        ("choices where the sum stays below", choices, [pvals / 2, unis]),
        ("counts of no rows", counts, [pvals[:0], unis[:0]]),
        ("choices of no rows", choices, [pvals[:0], unis[:0]]),
        ("no choices", no_choices, [pvals, unis[:0]]),
        ("all categories", choices, [pvals[:, :5], unis]),
        ("counts of integers", counts, [np.eye(40, 30, dtype="int64"), unis]),
    ]
