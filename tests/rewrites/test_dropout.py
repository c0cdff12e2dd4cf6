"""Masks of binomial variables: the graph with and without the rewrites, and their numbers."""

import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.ops.mrg31k3p import FromStreams, MRGBelow
from legacy_repro.theano import tensor as T
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams


def draws(function):
    nodes = function.maker.fgraph.apply_nodes
    return [node.op for node in nodes if isinstance(node.op, FromStreams)]


def both(inputs, build, **kwargs):
    """Return functions of the same seed compiled to C without the rewrites and with them."""
    mode = backends.mode("c")
    modes = mode.excluding("drawn_masks", "draw_inplace"), mode
    return [theano.function(inputs, build(MRG_RandomStreams(7)), mode=m, **kwargs) for m in modes]


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool"])
@pytest.mark.parametrize("size", [(5, 7), (300, 100)])
def test_the_numbers_stay(dtype, size):
    before, after = both([], lambda srng: srng.binomial(size, p=0.7, dtype=dtype))
    assert [(op.inplace, type(op) is MRGBelow) for op in draws(before)] == [(False, False)]
    assert [(op.inplace, type(op) is MRGBelow) for op in draws(after)] == [(True, True)]
    for _ in range(3):
        expected, mask = before(), after()
        assert mask.dtype == expected.dtype
        np.testing.assert_array_equal(mask, expected)
    assert 0.5 < mask.mean() < 0.95


@pytest.mark.parametrize("floatX", ["float32", "float64"])
def test_dropout_and_its_gradient(floatX):
    with theano.configuration.change_flags(floatX=floatX):
        x = T.matrix()

        def loss_and_gradient(srng):
            y = x / 0.5 * srng.binomial(x.shape, p=0.5, dtype=floatX)
            return [y, T.grad((y**2).sum(), x)]

        before, after = both([x], loss_and_gradient)
        assert [type(op) for op in draws(after)] == [MRGBelow]
        values = np.random.RandomState(0).randn(50, 60).astype(floatX)
        for _ in range(2):
            for expected, actual in zip(before(values), after(values), strict=True):
                np.testing.assert_array_equal(actual, expected)


def test_a_probability_that_is_an_input():
    p = T.fscalar()
    before, after = both([p], lambda srng: srng.binomial((30, 30), p=p))
    assert [type(op) for op in draws(after)] == [MRGBelow]
    for value in np.float32([0, 0.1, 1]):
        np.testing.assert_array_equal(after(value), before(value))


def test_what_is_no_mask_stays():
    """A sample that is wanted itself, one with a probability for each element, one rounded."""

    def sample_and_mask(srng):
        u = srng.uniform((4, 5))
        rounded = T.cast(srng.uniform((4, 5)), "int64") < 1
        return [u, u < 0.5, srng.binomial((3, 2), p=np.array([0.1, 0.9])), rounded]

    before, after = both([], sample_and_mask)
    assert len(draws(after)) == 3
    assert not any(isinstance(op, MRGBelow) for op in draws(after))
    assert all(op.inplace for op in draws(after))
    for _ in range(2):
        for expected, actual in zip(before(), after(), strict=True):
            np.testing.assert_array_equal(actual, expected)


def test_only_c_draws_masks(backend):
    function = theano.function([], MRG_RandomStreams(7).binomial((3, 4)))
    (op,) = draws(function)
    assert (op.inplace, isinstance(op, MRGBelow)) == (backend == "c",) * 2


def test_states_that_are_an_output_are_not_overwritten():
    srng = MRG_RandomStreams(7)
    mask = srng.binomial((6, 2))
    ((states, _),) = srng.updates()
    before = states.get_value()
    function = theano.function([], [mask, states], mode=backends.mode("c"))
    np.testing.assert_array_equal(function()[1], before)
    assert (states.get_value() != before).any()
