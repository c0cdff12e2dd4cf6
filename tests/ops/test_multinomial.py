"""Multinomial draws beside a loop over Theano's definition."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.ops.multinomial import ChoiceFromUniform, MultinomialFromUniform


def first_above(p, u):
    """Return the first category whose running sum in double exceeds u, or None."""
    total = 0.0
    for k, weight in enumerate(p):
        total += float(weight)
        if total > u:
            return k
    return None


def counts_by_loop(pvals, unis, n):
    counts = np.zeros(pvals.shape, "int64")
    for i, u in enumerate(unis):
        k = first_above(pvals[i % len(pvals)], u)
        if k is not None:
            counts[i % len(pvals), k] += 1
    return counts


def choices_by_loop(pvals, unis, n):
    pvals, chosen = pvals.copy(), []
    for i, u in enumerate(unis):
        p = pvals[i % len(pvals)]
        chosen.append(first_above(p, u))
        p[chosen[-1]] = total = p.dtype.type(0)
        for weight in p:
            total = total + weight
        p /= total
    return np.reshape(chosen, (n, len(pvals))).T


def on_the_running_sums(dtype, rows=30, categories=13, n=3):
    """Return pvals and unis that lie on their running sums, where rounding decides."""
    rng = np.random.default_rng(2)
    pvals = rng.dirichlet(np.ones(categories), size=rows).astype(dtype)
    sums = np.cumsum(pvals, axis=1, dtype="float64")
    unis = np.take_along_axis(sums, rng.integers(categories - 1, size=(rows, n)), axis=1)
    return pvals, unis.T.ravel(), n


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_counts_and_choices(mode, dtype):
    pvals, unis, n = on_the_running_sums(dtype)
    p, u = pt.matrix(dtype=dtype), pt.dvector()
    outputs = [MultinomialFromUniform()(p, u, n), ChoiceFromUniform()(p, u, n)]
    for x in (pvals, np.asfortranarray(pvals)):
        counts, choices = pytensor.function([p, u], outputs, mode=mode)(x, unis)
        np.testing.assert_array_equal(counts, counts_by_loop(pvals, unis, n))
        np.testing.assert_array_equal(choices, choices_by_loop(pvals, unis, n))
        assert counts.dtype == choices.dtype == "int64"


def test_where_the_sum_stays_below_the_uniform_number(mode):
    p, u = pt.dmatrix(), pt.dvector()
    draw = pytensor.function(
        [p, u], [MultinomialFromUniform()(p, u, 2), ChoiceFromUniform()(p, u, 2)], mode=mode
    )
    counts, choices = draw([[0.5, 0.25, 0.0]], [0.9, 0.9])
    assert counts.tolist() == [[0, 0, 0]]
    assert choices.tolist() == [[1, 0]]
    with pytest.raises(ValueError, match="row 1 of pvals has fewer than 2 categories"):
        draw([[0.5, 0.5], [0.0, 1.0]], [0.1] * 4)


@pytest.mark.parametrize("op", [MultinomialFromUniform(), ChoiceFromUniform()])
def test_unis_that_do_not_fit(mode, op):
    p, u, n = pt.dmatrix(), pt.dvector(), pt.lscalar()
    draw = pytensor.function([p, u, n], op(p, u, n), mode=mode)
    assert len(draw(np.full((2, 2), 0.5), [0.1] * 4, 2)) == 2
    for size, draws in ((3, 2), (5, 2), (0, -1)):
        with pytest.raises(ValueError, match=f"{size} uniform numbers for {draws} draws"):
            draw(np.full((2, 2), 0.5), np.full(size, 0.1), draws)


def test_refused_when_built():
    with pytest.raises(TypeError, match="pvals must be a matrix"):
        MultinomialFromUniform()(pt.dvector(), pt.dvector(), 1)
    with pytest.raises(TypeError, match="one integer"):
        ChoiceFromUniform()(pt.dmatrix(), pt.dvector(), 1.5)
