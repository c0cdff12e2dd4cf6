"""The MRG streams beside numbers that Theano 1.0.5 drew (see tests/data/README.md)."""

import copy
import pickle
import warnings

import numpy as np
import pytensor
import pytensor.tensor as T
import pytest
from pytensor import shared
from pytensor.gradient import NullTypeGradError

from legacy_repro import backends
from legacy_repro.ops.mrg31k3p import streams
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams, guess_n_streams

SIZES = {"5": (5,), "20x784": (20, 784), "500x512": (500, 512)}

PVALS = np.random.RandomState(8).dirichlet(np.ones(7), size=6).astype("float32")

# Drawn by Theano as well, twice, from seed 1234: float32 and integers agree bit for bit.
EXACT = {
    "uniform_0.1_0.7": lambda r: r.uniform((7, 11), low=0.1, high=0.7),
    "uniform_array_low": lambda r: r.uniform((4, 3), low=np.array([0, 0.3, 5], "float32")),
    "uniform_symbolic_high": lambda r: r.uniform((40,), high=shared(np.float32(0.3))),
    "uniform_double_low": lambda r: r.uniform((9,), low=np.float64(0.1), dtype="float32"),
    "uniform_vector_size": lambda r: r.uniform(shared(np.array([3, 4])), ndim=2),
    "uniform_shape_of": lambda r: r.uniform(shared(np.zeros((2, 5), "float32")).shape),
    "uniform_scalar": lambda r: r.uniform(()),
    "uniform_nstreams_4": lambda r: r.uniform((3, 5), nstreams=4),
    "uniform_float_size": lambda r: r.uniform((shared(np.float32(3.7)), 2)),
    "binomial_vector_p": lambda r: r.binomial((50, 4), p=np.array([0.1, 0.4, 0.7, 0.9], "float32")),
    "binomial_symbolic_p": lambda r: r.binomial((99,), p=shared(np.float32(0.7))),
    "binomial_double_p": lambda r: r.binomial((99,), p=np.float64(0.7), dtype="float32"),
    "binomial_int8": lambda r: r.binomial((30,), p=0.2, dtype="int8"),
    "multinomial_auto": lambda r: r.multinomial(pvals=PVALS, dtype="auto"),
    "multinomial_int": lambda r: r.multinomial(n=2, pvals=np.eye(5, dtype="int64")),
    "multinomial_double": lambda r: r.multinomial(n=3, pvals=np.float64(PVALS), dtype="int32"),
    "multinomial_nstreams": lambda r: r.multinomial(pvals=PVALS, nstreams=5),
    "choice_all": lambda r: r.choice(7, replace=False, p=PVALS),
    "choice_double": lambda r: r.choice(3, replace=False, p=PVALS.astype("float64"), dtype="int32"),
    "without_replacement": lambda r: r.multinomial_wo_replacement(n=2, pvals=PVALS),
    "third_variable": lambda r: [r.uniform((3,)), r.normal((2,)), r.uniform((5,))][-1],
}
# These need a logarithm, a sine and a cosine, where libraries differ.
NEAR = {
    "uniform_double": lambda r: r.uniform((9,), low=-0.1, high=np.float64(0.7), dtype="float64"),
    "normal_odd": lambda r: r.normal((7,)),
    "normal_one": lambda r: r.normal(1),
    "normal_scalar": lambda r: r.normal(()),
    "normal_list": lambda r: r.normal([3, 5], avg=np.arange(5, dtype="float32"), std=0.3),
    "normal_double": lambda r: r.normal((3, 7), dtype="float64"),
    "normal_symbolic": lambda r: r.normal(shared(np.array([3, 3])), shared(np.float32(1)), ndim=2),
    "normal_nstreams": lambda r: r.normal((11,), nstreams=3),
    "truncated": lambda r: r.truncated_normal((9, 31)),
    "truncated_avg_std": lambda r: r.truncated_normal((101,), avg=1.0, std=2.0),
    "truncated_double": lambda r: r.truncated_normal((200,), dtype="float64"),
    "truncated_normal_truncate": lambda r: r.normal((99,), std=3.0, truncate=True),
}


def states(rng, variable=0):
    return rng.state_updates[variable][0].get_value()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", [1, 42, 1234])
def test_uniform_and_binomial(compiled, seed, size, assert_golden, golden):
    key, shape = f"mrg|seed{seed}|{size}|", SIZES[size]
    rng = MRG_RandomStreams(seed)
    u, b = rng.uniform(shape), rng.binomial(shape, p=0.5)
    assert len(states(rng)) == golden[f"{key}nstreams"]
    assert_golden(f"{key}rstate0_first2rows", states(rng)[:2])
    assert_golden(f"{key}rstate0_lastrow", states(rng)[-1])
    assert_golden(f"{key}streams_rstate_after_2_vars", rng.rstate)

    draw = compiled([u, b])
    for call in (1, 2):
        uniform, binomial = draw()
        assert_golden(f"{key}uniform_call{call}", uniform)
        assert_golden(f"{key}binomial_p0.5_call{call}", binomial.astype("uint8"))
    assert_golden(f"{key}state_after_2_calls_row0", states(rng)[0])

    first = compiled(MRG_RandomStreams(seed).binomial(shape, p=0.3))()
    assert_golden(f"{key}binomial_p0.3_firstvar_call1", first.astype("uint8"))


@pytest.mark.parametrize("seed", [1, 42, 1234])
def test_other_draws(compiled, seed, assert_golden, golden):
    key, rows, pvals = f"mrg|seed{seed}|", T.lscalar(), T.fmatrix()

    def new():
        return MRG_RandomStreams(seed)

    by_rows = compiled(new().uniform((rows, 784)), [rows])
    assert_golden(f"{key}uniform_symsize_20x784", by_rows(20))
    for name, variable in {
        "uniform_low-0.5_high2_20x784": new().uniform((20, 784), low=-0.5, high=2.0),
        "uniform_f64_20x784": new().uniform((20, 784), dtype="float64"),
    }.items():
        assert_golden(key + name, compiled(variable)())
    normal = compiled(new().normal((5,), avg=1.0, std=2.0))()
    np.testing.assert_allclose(normal, golden[f"{key}normal_avg1_std2_5"], rtol=0, atol=1e-6)

    n1, n5 = (compiled(new().multinomial(n=n, pvals=pvals), [pvals]) for n in (1, 5))
    assert_golden(f"{key}multinomial_n1_3x4_call1", n1(golden["mrg|pvals"]))
    assert_golden(f"{key}multinomial_n1_3x4_call2", n1(golden["mrg|pvals"]))
    assert_golden(f"{key}multinomial_n5_3x4", n5(golden["mrg|pvals"]))
    two = compiled(new().choice(size=2, replace=False, p=pvals), [pvals])
    assert_golden(f"{key}choice_size2_3x4", two(golden["mrg|pvals"]))


def test_binomial_where_the_uniform_number_is_p(compiled):
    numbers = compiled(MRG_RandomStreams(1).uniform((50,)))()
    # The shortest decimal of this one is above it: u < p must be decided with the exact p.
    at = next(i for i, u in enumerate(numbers) if float(str(u)) > float(u))
    sample = compiled(MRG_RandomStreams(1).binomial((50,), p=numbers[at]))()
    np.testing.assert_array_equal(sample, numbers < numbers[at])


def test_normal_numbers(compiled, golden):
    normal = compiled(MRG_RandomStreams(1).normal((20, 784)))()
    np.testing.assert_allclose(normal, golden["mrg|seed1|normal_20x784"], rtol=0, atol=4e-7)


def test_truncated_normal_draws_again_what_is_beyond_2(backend):
    size, mode = (5, 80), backends.mode(backend)
    untruncated = MRG_RandomStreams(7).normal(size, dtype="float64", nstreams=3)
    rng = MRG_RandomStreams(7)
    truncated = rng.normal(size, dtype="float64", nstreams=3, truncate=True)
    before = states(rng, 1)
    numbers, sample = pytensor.function([], [untruncated, truncated], mode=mode)()

    beyond = abs(numbers) > 2
    assert beyond.sum() > 3  # every stream draws
    np.testing.assert_array_equal(states(rng, 1), streams.draw(before, beyond.sum())[0])
    # Cosines fill the first half, sines the second.
    for new, old in zip(sample.reshape(2, -1), numbers.reshape(2, -1), strict=True):
        kept = old[abs(old) <= 2]
        np.testing.assert_allclose(new[: len(kept)], kept, rtol=0, atol=1e-14)
        assert (abs(new[len(kept) :]) < 2).all()
        assert len(np.unique(new)) == len(new)


@pytest.mark.parametrize("floatX", ["float32", "float64"])
def test_variants(compiled, floatX, golden):
    variants = EXACT | NEAR
    with pytensor.config.change_flags(floatX=floatX):
        draw = compiled([variable(MRG_RandomStreams(1234)) for variable in variants.values()])
        for name, *twice in zip(variants, draw(), draw(), strict=True):
            sample, recorded = np.stack(twice), golden[f"more|{floatX}|{name}"]
            assert sample.dtype == recorded.dtype, name
            if sample.dtype == "float64":
                # Theano's compiled code rounds low + u (high - low) once, where the machine can.
                np.testing.assert_allclose(sample, recorded, rtol=0, atol=4e-15, err_msg=name)
            elif name in NEAR:
                np.testing.assert_allclose(sample, recorded, rtol=0, atol=1e-6, err_msg=name)
            else:
                np.testing.assert_array_equal(sample, recorded, err_msg=name)


def test_float16_as_theano_drew_it(compiled):
    streams = MRG_RandomStreams(1)
    first, second = compiled([streams.uniform((20,), low, 1, dtype="float16") for low in (0, 0)])()
    # The first eight were recorded from Theano.
    recorded = [0.00393, 0.06915, 0.1908, 0.3604, 0.5244, 0.4421, 0.61, 0.6567]
    assert first.dtype == second.dtype == "float16" and not (first == second).all()
    np.testing.assert_array_equal(first[:8], np.float16(recorded))


@pytest.mark.parametrize("seed", [0, -1, 2147462579, 2**31])
def test_one_integer_beyond_the_seeds(seed):
    with pytest.raises(ValueError, match="from 1 to 2147462578"):
        MRG_RandomStreams(seed)


def test_six_integers_and_a_new_seed(compiled, assert_golden):
    rng = MRG_RandomStreams([1, 2, 3, 4, 5, 6])
    assert_golden("mrg|seed6ints|uniform_7", compiled(rng.uniform((7,)))())

    rng = MRG_RandomStreams(42)
    draw = compiled([rng.uniform((5,)), rng.uniform((5,))])
    before = draw()
    rng.seed(7)
    first, second = draw()
    assert_golden("mrg|reseed42to7|first", first)
    assert_golden("mrg|reseed42to7|second", second)
    rng.seed()
    np.testing.assert_array_equal(draw(), before)


def test_copies_of_a_function_have_streams_of_their_own(compiled, assert_golden):
    draw = compiled(MRG_RandomStreams(1).uniform((5,)))
    copies = [copy.deepcopy(draw), pickle.loads(pickle.dumps(draw))]
    for call in (1, 2):
        for function in (draw, *copies):
            assert_golden(f"mrg|seed1|5|uniform_call{call}", function())


def test_scan_draws_anew_at_every_step_and_call(compiled):
    rng = MRG_RandomStreams(3)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Scan return signature", DeprecationWarning)
        rows, updates = pytensor.scan(lambda: rng.uniform((2,)), n_steps=3)
    draw = pytensor.function([], rows, updates=updates)
    sample = np.concatenate([draw(), draw()])
    # Drawn by Theano.
    assert sample[:, 0].tolist() == pytest.approx(
        [0.005768, 0.00573857, 0.79128766, 0.73698175, 0.58187205, 0.62578964], abs=1e-8, rel=1e-7
    )


def test_updates_of_every_variable():
    rng = MRG_RandomStreams(1)
    rng.uniform((2,))
    rng.binomial((9, 4), nstreams=3)
    (states, update, size, nstreams), second = rng.state_updates
    assert states.default_update is update
    assert (size, nstreams) == ((2,), None)
    assert second[2:] == ((9, 4), 3)
    assert rng.updates() == [(states, update), second[:2]]
    assert [len(pair[0].get_value()) for pair in rng.updates()] == [2, 3]


def test_guess_n_streams(golden):
    sizes, numbers = golden["mrg|guess_n_streams_in"], golden["mrg|guess_n_streams_out"]
    assert [guess_n_streams((int(n),)) for n in sizes] == numbers.tolist()
    assert guess_n_streams([3, 4]) == 2
    assert guess_n_streams((np.int64(3), 4)) == MRG_RandomStreams().n_streams(T.lvector()) == 15360
    with pytest.warns(UserWarning, match="15360"):
        guess_n_streams(T.lvector(), warn=True)


def test_substream_states():
    rng = MRG_RandomStreams(1)
    rows = rng.get_substream_rstates(2, "float32", inc_rstate=False)
    # Given by Theano.
    second = [627067184, 1589832026, 697528089, 1532487795, 1889726881, 754662754]
    assert rows.tolist() == [[1] * 6, second]
    assert rng.rstate.tolist() == [1] * 6
    rng.inc_rstate()
    assert rng.rstate[:2].tolist() == [913990747, 1895992010]
    with pytest.raises(ValueError, match="positive, not 0"):
        rng.get_substream_rstates(0, "float32")


@pytest.mark.parametrize("floatX", ["float32", "float64"])
def test_types(floatX):
    rng, n, matrix = MRG_RandomStreams(), T.iscalar(), T.fmatrix()
    with pytensor.config.change_flags(floatX=floatX):
        for variable, dtype, broadcastable in [
            (rng.uniform((1, 3)), floatX, (True, False)),
            (rng.uniform((n, 1)), floatX, (False, True)),
            (rng.uniform(matrix.shape), floatX, (False, False)),
            (rng.uniform((2,), low=T.dscalar()), "float64", (False,)),
            (rng.uniform((2,), low=T.dscalar(), dtype="float32"), "float32", (False,)),
            (rng.binomial((2,)), "int64", (False,)),
            (rng.normal((1, 3)), floatX, (True, False)),
            (rng.normal(T.lvector(), ndim=2), floatX, (False, False)),
            (rng.multinomial(pvals=T.frow()), "int64", (True, False)),
            (rng.multinomial(pvals=matrix, dtype="auto"), "float32", (False, False)),
            (rng.choice(n, replace=False, p=matrix), "int64", (False, False)),
        ]:
            assert (variable.dtype, variable.type.broadcastable) == (dtype, broadcastable)


@pytest.mark.parametrize(
    ("error", "message", "draw"),
    [
        (TypeError, "size must be a tuple", lambda r: r.uniform(5)),
        (TypeError, "size must be a tuple", lambda r: r.uniform([5])),
        (TypeError, "size must be a tuple", lambda r: r.binomial()),
        (TypeError, "size must be a tuple", lambda r: r.normal(None)),
        (TypeError, "of integers, not 2.0", lambda r: r.uniform((2.0,))),
        (ValueError, "not positive", lambda r: r.uniform((2, 0))),
        (ValueError, "not positive", lambda r: r.normal((-1,))),
        (ValueError, "ndim=3", lambda r: r.uniform((2, 3), ndim=3)),
        (ValueError, "cannot be determined", lambda r: r.uniform(T.lvector())),
        (TypeError, "not int32", lambda r: r.uniform((2,), dtype="int32")),
        (NotImplementedError, "do not broadcast", lambda r: r.uniform((1,), low=T.vector())),
        (NotImplementedError, "do not broadcast", lambda r: r.uniform((3,), high=T.matrix())),
        (NotImplementedError, "n = 2", lambda r: r.binomial((2,), n=2)),
        (TypeError, "pvals, the matrix", lambda r: r.multinomial()),
        (NotImplementedError, "must be a matrix", lambda r: r.multinomial(pvals=[0.5, 0.5])),
        (ValueError, "shape from pvals", lambda r: r.multinomial((3,), pvals=PVALS)),
        (ValueError, "shape from pvals", lambda r: r.multinomial(ndim=2, pvals=PVALS)),
        (TypeError, "one integer", lambda r: r.multinomial(n=2.5, pvals=PVALS)),
        (NotImplementedError, "replace=False", lambda r: r.choice(p=PVALS)),
        (TypeError, "a must be None", lambda r: r.choice(a=3, replace=False, p=PVALS)),
        (TypeError, "p, the matrix", lambda r: r.choice(replace=False)),
        (ValueError, "not from ndim", lambda r: r.choice(replace=False, p=PVALS, ndim=1)),
        (ValueError, "size=3", lambda r: r.multinomial_wo_replacement(3, pvals=PVALS)),
    ],
)
def test_refused(error, message, draw):
    with pytest.raises(error, match=message):
        draw(MRG_RandomStreams())


@pytest.mark.parametrize(
    "draw",
    [
        lambda r, x: r.uniform((2,), low=x),
        lambda r, x: r.binomial((2,), p=x, dtype="float64"),
        lambda r, x: r.normal((2,), avg=x),
        lambda r, x: r.truncated_normal((2,), std=x),
        lambda r, x: r.multinomial(pvals=T.stack([x, x]), dtype="float64"),
        lambda r, x: r.choice(replace=False, p=T.stack([x, x]), dtype="float64"),
    ],
)
def test_no_gradient_flows_into_parameters(draw):
    x = T.dvector()
    with pytest.raises(NullTypeGradError):
        T.grad(draw(MRG_RandomStreams(), x).sum(), x)


def test_gradient_of_dropout():
    x = T.dvector()
    mask = MRG_RandomStreams(1).binomial(x.shape, p=0.5, dtype="float64")
    gradient = pytensor.function([x], [T.grad((x * mask).sum(), x), mask])
    np.testing.assert_array_equal(*gradient(np.arange(9.0)))
