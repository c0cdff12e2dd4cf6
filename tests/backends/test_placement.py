"""Shared variables and the functions of several backends that use them."""

import copy
import pickle

import jax
import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor.shared_randomstreams import RandomStreams


def _function(backend, *arguments, **options):
    return theano.function(*arguments, mode=backends.mode(backend), **options)


def _training(backend, data, labels, W, momentum):
    """Return a training function for softmax regression with momentum on minibatches."""
    i, x, y = T.lscalar(), T.dmatrix(), T.lvector()
    cost = T.nnet.categorical_crossentropy(T.nnet.softmax(T.dot(x, W)), y).mean()
    step = 0.9 * momentum - 0.1 * T.grad(cost, W)
    batch = {x: data[i * 5 : (i + 1) * 5], y: labels[i * 5 : (i + 1) * 5]}
    return _function(backend, [i], cost, updates=[(momentum, step), (W, W + step)], givens=batch)


def _trained(backends_in_turn):
    rng = np.random.RandomState(0)
    points = rng.randn(50, 8)
    data, labels = theano.shared(points), theano.shared(points[:, :3].argmax(axis=1))
    W, momentum = theano.shared(np.zeros((8, 3))), theano.shared(np.zeros((8, 3)))
    functions = {
        backend: _training(backend, data, labels, W, momentum) for backend in set(backends_in_turn)
    }
    losses = []
    for step in range(300):
        losses.append(functions[backends_in_turn[step % len(backends_in_turn)]](step % 10))
    return losses, W.get_value(), momentum.get_value()


def test_backends_in_turn_train_as_one():
    expected = _trained(["c"])
    actual = _trained(["c", "jax", "numba"])
    assert expected[0][0] > 2 * expected[0][-1]
    for ours, theirs in zip(actual, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)


def test_random_states_in_turn_draw_as_one():
    def drawn(backends_in_turn):
        streams = RandomStreams(5)
        sample = streams.normal((3,))
        functions = [_function(backend, [], sample) for backend in backends_in_turn]
        return np.array([function() for _ in range(4) for function in functions])

    np.testing.assert_array_equal(drawn(["c", "jax", "numba"]), drawn(["c"] * 3))


def test_data_are_sent_once_and_updates_stay_on_the_device():
    data, w, i = theano.shared(np.arange(1e5)), theano.shared(np.zeros(1000)), T.lscalar()
    f = _function("jax", [i], [], updates={w: w + data[i : i + 1000]})
    f(0)
    sent, first = data.container.storage[0], w.container.storage[0]
    f(1)
    assert isinstance(sent, jax.Array) and data.container.storage[0] is sent
    assert isinstance(w.container.storage[0], jax.Array)
    assert first.is_deleted()  # donated: XLA may compute the new value in its memory
    np.testing.assert_array_equal(w.get_value(), 2 * np.arange(1000) + 1)


def test_values_come_and_go_as_numpy():
    w = theano.shared(np.ones(3))
    f = _function("jax", [], w * 1, updates={w: w + 1})
    f()
    value = w.get_value()
    value[:] = 7
    assert type(value) is np.ndarray
    np.testing.assert_array_equal(w.get_value(), np.full(3, 2.0))
    w.get_value(borrow=True)[:] = 5  # as on the CPU with Theano
    output = f()
    np.testing.assert_array_equal(output, np.full(3, 5.0))
    output += 1  # and so are outputs
    np.testing.assert_array_equal(w.get_value(), np.full(3, 6.0))
    w.set_value(np.zeros(5))
    np.testing.assert_array_equal(f(), np.zeros(5))
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(w)).get_value(), np.ones(5))


def test_what_the_caller_keeps_is_not_overwritten():
    mine = np.zeros(4096)  # large enough for JAX to be tempted to share the memory
    w = theano.shared(mine, borrow=True)
    f = _function("jax", [], [], updates={w: w + 1})
    f(), f()
    assert not mine.any()
    np.testing.assert_array_equal(w.get_value(), np.full(4096, 2.0))


def test_updates_that_share_or_swap_values():
    a, b, c = (theano.shared(np.full(2, value)) for value in (1.0, 2.0, 3.0))
    f = _function("jax", [], [], updates=[(a, b), (b, a), (c, a)])
    for expected in ((2, 1, 1), (1, 2, 2), (2, 1, 1)):
        f()
        assert tuple(x.get_value()[0] for x in (a, b, c)) == expected


def test_an_update_may_change_the_shape():
    history, x = theano.shared(np.zeros(0)), T.dscalar()
    f = _function("jax", [x], [], updates={history: T.concatenate([history, [x]])})
    for value in range(3):
        f(value)
    np.testing.assert_array_equal(history.get_value(), [0, 1, 2])


def test_a_failed_check_leaves_all_values_as_they_were():
    w, y = theano.shared(np.arange(4.0)), T.lvector()
    f = _function("jax", [y], w[y].sum(), updates={w: w * 2})
    with pytest.raises(IndexError, match="index 4 is out of bounds for axis 0 with size 4"):
        f([0, 4, 1])
    np.testing.assert_array_equal(w.get_value(), np.arange(4.0))
    assert f([3]) == 3
    np.testing.assert_array_equal(w.get_value(), 2 * np.arange(4.0))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_loses_no_value():
    """An interrupt may come at any moment of a step; the step then was made, or was not."""
    import signal

    w = theano.shared(np.zeros(200_000))
    f = _function("jax", [], [], updates={w: w + 1})
    f()
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    interrupted = 0
    for attempt in range(50):
        # Again half a second later: Python drops an interrupt that comes in a destructor.
        signal.setitimer(signal.ITIMER_REAL, 0.001 + 0.00013 * attempt, 0.5)
        try:
            while True:
                f()
        except KeyboardInterrupt:
            signal.setitimer(signal.ITIMER_REAL, 0)
            interrupted += 1
        value = w.get_value()
        assert value.min() == value.max()
    assert interrupted == 50


@pytest.mark.parametrize(
    "copied", [lambda f: pickle.loads(pickle.dumps(f)), copy.deepcopy, copy.copy]
)
def test_copies_of_a_function_that_has_run(copied):
    a, x, streams = theano.shared(np.zeros(3)), T.dscalar(), RandomStreams(1)
    f = _function("jax", [x], [a.sum(), streams.uniform(())], updates=[(a, a + x)])
    f(2.0)
    total, number = copied(f)(1.0)
    assert total == 6
    assert number == f(0.0)[1] or copied is copy.copy  # which shares the state
