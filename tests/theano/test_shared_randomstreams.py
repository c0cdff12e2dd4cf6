"""RandomStreams beside numbers that Theano 1.0.5 drew (see tests/data/README.md)."""

import copy
import pickle
import warnings

import numpy as np
import pytensor
import pytensor.tensor as T
import pytest
from pytensor import shared
from pytensor.gradient import NullTypeGradError

from legacy_repro.theano.tensor import raw_random
from legacy_repro.theano.tensor.shared_randomstreams import RandomStateSharedVariable, RandomStreams

SIZES = {"5": (5,), "20x784": (20, 784), "500x512": (500, 512)}

# Drawn by Theano as well, twice, from seed 3.
VARIANTS = {
    "uniform_scalar": lambda r: r.uniform(),
    "uniform_empty": lambda r: r.uniform((0,)),
    "uniform_list": lambda r: r.uniform([shared(2), 3], low=np.zeros((2, 1), "float32")),
    "uniform_unsized": lambda r: r.uniform(low=np.zeros((2, 1)), high=np.ones((1, 3), "float32")),
    "uniform_vector_size": lambda r: r.uniform(shared(np.array([2, 3])), ndim=2),
    "uniform_double": lambda r: r.uniform((4,), low=np.float64(0.1), high=0.3),
    "uniform_array_size": lambda r: r.uniform(np.array([2, 3]), dtype="float64"),
    "normal_avg": lambda r: r.normal(avg=np.array([10, 100.0]), std=2),
    "normal_int": lambda r: r.normal((9,), std=10, dtype="int64"),
    "binomial_arrays": lambda r: r.binomial(
        n=np.array([10, 100]), p=np.array([[0.1, 0.9], [0.5, 0.5]], "float32")
    ),
    "binomial_prob": lambda r: r.binomial((9,), prob=0.1, dtype="float32"),
    "random_integers": lambda r: r.random_integers(
        (2, 2), low=np.array([0, 10]), high=np.array([[3, 13], [5, 20]])
    ),
    "multinomial": lambda r: r.multinomial((3, 2), n=5, pvals=HALVES),
    "multinomial_ns": lambda r: r.multinomial((2,), n=np.array([1, 5]), pvals=HALVES),
    "multinomial_rows": lambda r: r.multinomial(n=5, pvals=HALVES.astype("float32")),
    "multinomial_default": lambda r: r.multinomial(),
    "multinomial_above_1": lambda r: r.multinomial((3,), n=10**6, pvals=np.float32(ABOVE_1)),
    "multinomial_above_1_double": lambda r: r.multinomial((3,), n=10**6, pvals=ABOVE_1),
    "permutation": lambda r: r.permutation((2, 2), n=shared(3)),
    "permutation_int32": lambda r: r.permutation(n=6, dtype="int32"),
    "choice_p": lambda r: r.choice((2, 3), a=4, p=[0.1, 0.2, 0.3, 0.4]),
    "choice_not_replaced": lambda r: r.choice((3,), a=4, replace=False),
    "choice_of_values": lambda r: r.choice((3,), a=np.array([3.5, 7, 9]), dtype="float32"),
    "poisson": lambda r: r.poisson((2, 2), lam=np.array([3.0, 100.0])),
    "shuffle_rows": lambda r: r.shuffle_row_elements(shared(np.arange(12).reshape(2, 2, 3))),
    "third_variable": lambda r: [r.uniform((3,)), r.normal((2,)), r.uniform((5,))][-1],
}
HALVES = np.array([[0.1, 0.9], [0.5, 0.5]])
ABOVE_1 = np.array([0.2, 0.3, 0.5]) * (1 + 1e-6)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", [1, 42, 1234])
def test_five_variables(compiled, seed, size, assert_golden):
    key, shape, rng = f"rs|seed{seed}|{size}|", SIZES[size], RandomStreams(seed)
    draw = compiled(
        [
            rng.uniform(shape),
            rng.normal(shape),
            rng.binomial(shape, n=1, p=0.3),
            rng.uniform(shape, low=-0.1, high=0.1),
            rng.binomial(shape, n=10, p=0.3),
        ]
    )
    uniform, normal, once, around_0, ten = draw()
    assert_golden(f"{key}uniform", uniform)
    assert_golden(f"{key}normal", normal)
    assert_golden(f"{key}binomial_n1_p0.3", once.astype("uint8"))
    assert_golden(f"{key}uniform_pm0.1", around_0)
    assert_golden(f"{key}binomial_n10_p0.3", ten.astype("uint8"))
    if size == "5":
        uniform, normal, *_ = draw()
        assert_golden(f"{key}uniform_call2", uniform)
        assert_golden(f"{key}normal_call2", normal)


@pytest.mark.parametrize("seed", [1, 42, 1234])
def test_other_draws(compiled, seed, assert_golden):
    draws = {
        "permutation10": lambda r: r.permutation(n=10),
        "random_integers_5_0_9": lambda r: r.random_integers((5,), low=0, high=9),
        "multinomial_4_n1": lambda r: r.multinomial((4,), n=1, pvals=[0.2, 0.3, 0.5]),
        "choice_5_a10": lambda r: r.choice((5,), a=10),
        "shuffle_row_elements_arange10": lambda r: r.shuffle_row_elements(T.arange(10)),
        "poisson_5_lam3": lambda r: r.poisson((5,), lam=3.0),
    }
    samples = compiled([draw(RandomStreams(seed)) for draw in draws.values()])()
    for name, sample in zip(draws, samples, strict=True):
        assert_golden(f"rs|seed{seed}|{name}", sample)


@pytest.mark.parametrize("floatX", ["float32", "float64"])
def test_variants(compiled, floatX, assert_golden):
    with pytensor.config.change_flags(floatX=floatX):
        draw = compiled([variable(RandomStreams(3)) for variable in VARIANTS.values()])
        for name, *samples in zip(VARIANTS, draw(), draw(), strict=True):
            assert_golden(f"more_rs|{floatX}|{name}", np.stack(samples))


def test_a_new_seed(compiled, assert_golden):
    rng = RandomStreams(42)
    draw = compiled([rng.uniform((5,)), rng.uniform((5,))])
    before = draw()
    rng.seed(7)
    first, second = draw()
    assert_golden("rs|reseed42to7|first", first)
    assert_golden("rs|reseed42to7|second", second)
    rng.seed()
    np.testing.assert_array_equal(draw(), before)


def test_the_state_of_a_variable(compiled):
    rng = RandomStreams(1)
    u, v = rng.uniform((2,)), rng.normal((3,))
    assert isinstance(u.rng, RandomStateSharedVariable)
    assert rng.state_updates == rng.updates() == [u.update, v.update]
    assert u.update == (u.rng, u.rng.default_update)

    draw = compiled([u, v])
    state = u.rng.get_value(borrow=True)
    assert rng[u.rng] is state
    state.set_state(np.random.RandomState(5).get_state())
    np.testing.assert_array_equal(draw()[0], np.random.RandomState(5).uniform(size=2).astype("f4"))
    u.rng.set_value(np.random.RandomState(6))
    rng[v.rng] = np.random.RandomState(7)
    one, other = draw()
    np.testing.assert_array_equal(one, np.random.RandomState(6).uniform(size=2).astype("f4"))
    np.testing.assert_array_equal(other, np.random.RandomState(7).normal(size=3).astype("f4"))


def test_copies_of_a_function_have_streams_of_their_own(compiled, assert_golden):
    draw = compiled(RandomStreams(1).uniform((5,)))
    functions = [draw, copy.deepcopy(draw), pickle.loads(pickle.dumps(draw))]
    first, second = ([function() for function in functions] for _ in range(2))
    for sample in first:
        assert_golden("rs|seed1|5|uniform", sample)
    np.testing.assert_array_equal(second, [second[0]] * 3)
    assert (first[0] != second[0]).all()


def test_scan_draws_anew_at_every_step_and_call(compiled):
    rng = RandomStreams(3)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Scan return signature", DeprecationWarning)
        rows, updates = pytensor.scan(lambda: rng.uniform((2,)), n_steps=3)
    draw = compiled(rows, updates=updates)
    seed = np.random.RandomState(3).randint(2**30)
    expected = np.random.RandomState(seed).uniform(size=(6, 2)).astype("float32")
    np.testing.assert_array_equal(np.concatenate([draw(), draw()]), expected)


def test_gen_takes_any_draw(compiled, golden):
    def squares(state, size):
        new_state, u = raw_random.uniform(state, size)
        return new_state, u**2

    sample = RandomStreams(1).gen(squares, (5,))
    np.testing.assert_allclose(compiled(sample)(), golden["rs|seed1|5|uniform"] ** 2, rtol=1e-6)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "1"])
def test_seeds_refused(seed):
    with pytest.raises((ValueError, TypeError)):
        RandomStreams(seed)


@pytest.mark.parametrize(
    ("error", "message", "draw"),
    [
        (TypeError, "size must be a tuple", lambda r: r.uniform(5)),
        (TypeError, "size must be a tuple", lambda r: r.permutation(3, n=5)),
        (TypeError, "integer", lambda r: r.uniform((2.0,))),
        (ValueError, "ndim=3", lambda r: r.uniform((2, 3), ndim=3)),
        (ValueError, "ndim=1", lambda r: r.normal((2, 3), ndim=1)),
        (ValueError, "cannot be determined", lambda r: r.uniform(T.lvector())),
        (ValueError, "size of 1 dimensions", lambda r: r.uniform((3,), low=T.matrix())),
        (TypeError, "must be a scalar", lambda r: r.permutation(n=T.lvector())),
        (TypeError, "unexpected keyword", lambda r: r.uniform((2,), nonsense=1)),
    ],
)
def test_refused(error, message, draw):
    with pytest.raises(error, match=message):
        draw(RandomStreams(1))


def test_refused_at_run_time(compiled):
    n = T.lscalar()
    with pytest.raises(ValueError, match="negative dimensions"):
        compiled(RandomStreams(1).uniform((n,)), [n])(-1)
    with pytest.raises(ValueError, match="more than 1"):
        compiled(RandomStreams(1).multinomial((2,), pvals=[0.5, 0.50002]))()


def test_no_gradient_flows_into_parameters():
    x = T.dvector()
    with pytest.raises(NullTypeGradError):
        T.grad(RandomStreams(1).normal((2,), avg=x).sum(), x)
