"""RandomState as a shared value, and draws from it beside NumPy's own."""

import subprocess
import sys

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
import theano
from pytensor.compile.mode import Mode

from legacy_repro.ops.random_state import Draw
from legacy_repro.ops.random_state.type import (
    RandomStateSharedVariable,
    RandomStateType,
    random_state_type,
)
from legacy_repro.ops.random_state.words import pack, unpack


def state(seed=1):
    return np.random.RandomState(seed)


def test_shared_value():
    value = state()
    shared, borrowed = pytensor.shared(value, name="rng"), pytensor.shared(value, borrow=True)
    assert isinstance(shared, RandomStateSharedVariable) and shared.name == "rng"
    assert shared.get_value(borrow=True) is not value
    assert borrowed.get_value(borrow=True) is value
    assert shared.get_value() is not shared.get_value(borrow=True)
    with pytest.raises(TypeError, match=r"expected a numpy\.random\.RandomState, got 3"):
        shared.set_value(3)


def test_type():
    assert {random_state_type, RandomStateType()} == {random_state_type}
    assert random_state_type.values_eq(state(), state())
    assert not random_state_type.values_eq(state(), state(2))
    assert not random_state_type.may_share_memory(state(), state())


@pytest.mark.parametrize("drawn", [0, 1, 2, 700])
def test_words_are_the_whole_state(drawn):
    value = state()
    value.normal(size=drawn)  # of two Gaussians the second waits in the state
    words = pack(value)
    assert words.dtype == "uint32"
    for copy in (unpack(words), unpack(words, state(9))):
        assert random_state_type.values_eq(copy, value)
        np.testing.assert_array_equal(copy.normal(size=3), unpack(words).normal(size=3))
    np.testing.assert_array_equal(pack(value), words)


def test_words_of_another_generator_are_refused():
    with pytest.raises(TypeError, match="only a RandomState of MT19937"):
        pack(np.random.RandomState(np.random.PCG64(1)))


def test_a_draw_copies_the_state_unless_it_is_updated(mode):
    rng = pytensor.shared(state())
    new, sample = Draw("uniform", "float64")(rng, (3,), 0.0, 1.0)
    once = pytensor.function([], sample, mode=mode)
    on = pytensor.function([], sample, updates=[(rng, new)], mode=mode)
    numbers = state().uniform(size=6)
    for function, expected in ((once, numbers[:3]), (once, numbers[:3]), (on, numbers[:3])):
        np.testing.assert_array_equal(function(), expected)
    np.testing.assert_array_equal(once(), numbers[3:])


def test_two_draws_from_one_state(mode):
    rng, expected = pytensor.shared(state()), state()
    new, normal = Draw("normal", "float64")(rng, (3,), 10.0, 2.0)
    newer, counts = Draw("binomial", "int64")(new, (2, 3), 5, np.array([0.1, 0.5, 0.9]))
    draw = pytensor.function([], [normal, counts], updates=[(rng, newer)], mode=mode)
    for _ in range(3):  # an odd number of Gaussians: every other time one waits in the state
        actual = draw()
        np.testing.assert_array_equal(actual[0], expected.normal(10, 2, 3))
        np.testing.assert_array_equal(actual[1], expected.binomial(5, [0.1, 0.5, 0.9], (2, 3)))
    assert random_state_type.values_eq(rng.get_value(), expected)


def test_a_state_that_a_function_is_given_and_returns(mode):
    rng = random_state_type()
    new, sample = Draw("normal", "float32")(rng, (), 0.0, 1.0)
    draw = pytensor.function([rng], [new, sample, rng], mode=mode)
    value, expected = state(), state()
    after, number, before = draw(value)
    assert number == np.float32(expected.normal())
    assert random_state_type.values_eq(after, expected)
    assert random_state_type.values_eq(before, state())
    assert random_state_type.values_eq(value, state())


def test_a_state_carried_through_scan(mode):
    rng, p, expected = pytensor.shared(state()), pt.dmatrix(), state()

    def step(probabilities):
        new, sample = Draw("binomial", "int8")(rng, probabilities.shape, 1, probabilities)
        return sample, {rng: new}

    samples, updates = theano.scan(step, non_sequences=p, n_steps=4)
    draw = pytensor.function([p], samples, updates=updates, mode=mode)
    values = np.random.RandomState(2).uniform(size=(3, 5))
    for _ in range(2):
        np.testing.assert_array_equal(draw(values), expected.binomial(1, values, (4, 3, 5)))
    assert random_state_type.values_eq(rng.get_value(), expected)


def test_what_numpy_refuses_is_its_error(mode):
    rng, p = pytensor.shared(state()), pt.dscalar()
    new, sample = Draw("binomial", "int64")(rng, (2,), 1, p)
    draw = pytensor.function([p], sample, updates=[(rng, new)], mode=mode)
    with pytest.raises(ValueError, match="p < 0, p > 1"):
        draw(1.5)
    assert random_state_type.values_eq(rng.get_value(), state())
    np.testing.assert_array_equal(draw(0.5), state().binomial(1, 0.5, 2))


def test_large_parameters_on_a_single_processor(backend):
    """XLA has a thread for each processor, and must not wait for the one that draws."""
    code = (
        "import os\n"
        "if hasattr(os, 'sched_setaffinity'):\n"  # not on macOS
        "    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
        f"import legacy_repro; legacy_repro.activate({backend!r})\n"
        "import numpy as np, theano, theano.tensor as T\n"
        "from theano.tensor.shared_randomstreams import RandomStreams\n"
        "rng, p = RandomStreams(1), T.dmatrix()\n"
        "step = lambda x: T.cast(rng.binomial((500, 500), p=(x + p) / 2), 'float64')\n"
        "rows, updates = theano.scan(step, outputs_info=p, n_steps=5)\n"
        "f = theano.function([p], rows[-1].sum(), updates=updates)\n"
        "for i in range(10): total = f(np.full((500, 500), 0.5))\n"
        "print(int(total))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120)
    assert ended.stdout == b"125141\n", ended.stderr


def test_the_state_is_overwritten_only_where_it_is_updated():
    rng = pytensor.shared(state())
    new, sample = Draw("uniform", "float64")(rng, (3,), 0.0, 1.0)
    for updates, inplace in (([], False), ([(rng, new)], True)):
        function = pytensor.function([], sample, updates=updates, mode=Mode("cvm", "fast_run"))
        (draw,) = [n.op for n in function.maker.fgraph.apply_nodes if isinstance(n.op, Draw)]
        assert draw.inplace is inplace


def test_shapes_are_known_without_a_draw():
    rng, n = pytensor.shared(state()), pt.lscalar()
    permutations = Draw("permutation", "int64")(rng, (n, 2), n + 1)[1]
    counts = Draw("multinomial", "int64")(rng, (3,), 5, [[0.2, 0.8]])[1]
    assert permutations.type.shape == (None, 2, None)
    assert counts.type.shape == (3, None)
    shapes = pytensor.function([n], [permutations.shape, counts.shape], mode=Mode("py", "fast_run"))
    assert [x.tolist() for x in shapes(4)] == [[4, 2, 5], [3, 2]]
    assert not any(isinstance(node.op, Draw) for node in shapes.maker.fgraph.apply_nodes)


def test_default_update_is_set_without_a_warning():
    rng = pytensor.shared(state())
    new, sample = Draw("normal", "float32")(rng, (2,), 0.0, 1.0)
    rng.default_update = new
    draw = pytensor.function([], sample, mode=Mode("py", "fast_compile"))
    expected = state().normal(size=4).astype("float32")
    np.testing.assert_array_equal(np.concatenate([draw(), draw()]), expected)
    rng.default_update = None
    assert rng.default_update is None


def test_refused():
    with pytest.raises(TypeError, match=r"expected a shared numpy\.random\.RandomState"):
        Draw("uniform", "float64")(pt.dscalar(), (3,), 0.0, 1.0)
