"""What old scripts do with sizes and indices works on every backend, and gives the same."""

import importlib.util

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from legacy_repro import theano
from legacy_repro.theano import tensor as T
from legacy_repro.theano.configuration import change_flags

DATA = np.arange(40.0).reshape(10, 4)


def test_minibatch_of_shared_data(function):
    data, labels = theano.shared(DATA), theano.shared(np.arange(10))
    i, x, y = T.lscalar(), T.dmatrix(), T.lvector()
    batch = {x: data[i * 4 : (i + 1) * 4], y: labels[i * 4 : (i + 1) * 4]}
    f = function([i], [x.sum(axis=1), y * 2, x.shape[0]], givens=batch)
    for start, stop in ((0, 4), (4, 8), (8, 10)):
        total, twice, rows = f(start // 4)
        assert_array_equal(total, DATA[start:stop].sum(axis=1))
        assert_array_equal(twice, 2 * np.arange(start, stop))
        assert rows == stop - start


@pytest.mark.parametrize("step", [None, 3, -2])
def test_slices_with_symbolic_ends(function, step):
    x, start, stop = T.dmatrix(), T.lscalar(), T.lscalar()
    slices = [slice(start, stop, step), slice(start, None, step), slice(None, stop, step)]
    parts = [x[part, 1:] for part in slices]
    zeroed, tripled = T.set_subtensor(parts[0], 0.0), T.inc_subtensor(parts[0], 2 * parts[0])
    f = function([x, start, stop], [*parts, zeroed, tripled])
    for a, b in ((2, 7), (-4, 9), (8, 99), (-99, -3), (5, 2)):
        expected = [
            DATA[a:b:step, 1:],
            DATA[a::step, 1:],
            DATA[:b:step, 1:],
            DATA.copy(),
            DATA.copy(),
        ]
        expected[3][a:b:step, 1:] = 0
        expected[4][a:b:step, 1:] *= 3
        for actual, wanted in zip(f(DATA, a, b), expected, strict=True):
            assert_array_equal(actual, wanted)


def test_sizes_from_a_shape(function):
    x, y = T.dmatrix(), T.lvector()
    n = x.shape[0]
    outputs = [
        x[: n // 2],
        x[T.arange(n), y],
        T.zeros((n, 2)) + T.ones_like(x[:, :2]),
        T.alloc(np.float64(7), n, x.shape[1] + 1),
        T.set_subtensor(x[n // 2 :], -1.0),
        x.reshape((n * 2, -1)),
        T.arange(1, n, 3),
        T.tile(y, 2)[n:],
        T.eye(n),
    ]
    labels = np.arange(10) % 4
    low = DATA.copy()
    low[5:] = -1
    expected = [
        *(DATA[:5], DATA[np.arange(10), labels], np.ones((10, 2)), np.full((10, 5), 7.0), low),
        *(DATA.reshape(20, 2), np.arange(1, 10, 3), labels, np.eye(10)),
    ]
    for actual, wanted in zip(function([x, y], outputs)(DATA, labels), expected, strict=True):
        assert_array_equal(actual, wanted)
        assert actual.dtype == wanted.dtype


def test_sizes_from_an_integer_input(function):
    n, k = T.iscalar(), theano.shared(np.int64(2))
    f = function([n], [T.arange(n), T.zeros((n, k)), T.arange(k, n + k) * 2])
    for value in (3, 5, 3):
        for size in (2, 1):
            k.set_value(size)
            numbers, zeros, even = f(value)
            assert_array_equal(numbers, np.arange(value))
            assert_array_equal(zeros, np.zeros((value, size)))
            assert_array_equal(even, 2 * np.arange(size, value + size))


def test_power_by_scan_and_its_gradient(function):
    a, k = T.dvector(), T.iscalar()
    powers, _ = theano.scan(
        lambda power, a: power * a, outputs_info=T.ones_like(a), non_sequences=a, n_steps=k
    )
    f = function([a, k], [powers, powers[-1], T.grad(powers[-1].sum(), a)])
    base = np.array([0.5, -2.0, 3.0])
    for steps in (4, 2):
        expected = [base**n for n in range(1, steps + 1)]
        all_powers, last, gradient = f(base, steps)
        assert_allclose(all_powers, expected)
        assert_allclose(last, expected[-1])
        assert_allclose(gradient, steps * base ** (steps - 1))


def test_recurrence_over_a_sequence_and_its_gradient(function):
    """h[t] = tanh(x[t] + w h[t-1] + v h[t-2]), differentiated by finite differences."""
    x, w, v = T.dvector(), T.dscalar(), T.dscalar()

    def step(x, h2, h1, w, v):
        return T.tanh(x + w * h1 + v * h2)

    h, _ = theano.scan(
        step, x, outputs_info={"initial": T.zeros(2), "taps": [-2, -1]}, non_sequences=[w, v]
    )
    cost = (h**2).sum()
    f = function([x, w, v], [cost, *T.grad(cost, [x, w, v])])

    def by_hand(x, w, v):
        states = [0.0, 0.0]
        for value in x:
            states.append(np.tanh(value + w * states[-1] + v * states[-2]))
        return np.square(states).sum()

    values = np.array([0.3, -0.8, 1.2, 0.5]), 0.7, -0.4
    actual, gradient, *others = f(*values)
    assert_allclose(actual, by_hand(*values))
    small = 1e-6
    for k in range(4):
        up, down = (
            by_hand(values[0] + sign * small * np.eye(4)[k], *values[1:]) for sign in (1, -1)
        )
        assert_allclose(gradient[k], (up - down) / (2 * small), rtol=1e-5)
    for k, name in enumerate(("w", "v"), start=1):
        up, down = (
            by_hand(*(x + sign * small * (p == k) for p, x in enumerate(values)))
            for sign in (1, -1)
        )
        assert_allclose(others[k - 1], (up - down) / (2 * small), rtol=1e-5, err_msg=name)


def test_a_window_that_moves_in_scan(function):
    x = T.dvector()
    sums, _ = theano.scan(lambda t, x: x[t : t + 3].sum(), T.arange(x.shape[0] - 2), None, x)
    assert_array_equal(function([x], sums)(np.arange(6.0)), [3, 6, 9, 12])


def test_an_index_out_of_range_is_an_error(function):
    x, m, y, k = T.dvector(), T.dmatrix(), T.lvector(), T.lscalar()
    rows = T.arange(y.shape[0])
    for inputs, output, values in (
        ([x, y], x[y], lambda label: (np.arange(10.0), [3, label])),
        ([m, y], m[rows, y], lambda label: (np.ones((2, 10)), [3, label])),
        ([x, y], T.inc_subtensor(x[y], 1.0), lambda label: (np.arange(10.0), [3, label])),
        ([x, k], x[k], lambda label: (np.arange(10.0), label)),
    ):
        f = function(inputs, output)
        f(*values(9)), f(*values(-10))
        for label in (10, -11):
            with pytest.raises(IndexError):
                f(*values(label))


def test_an_index_out_of_range_in_scan(function):
    x, y = T.dvector(), T.lvector()
    picked, _ = theano.scan(lambda k, x: x[k], y, None, x)
    f = function([x, y], picked)
    assert_array_equal(f([1, 2, 3], [2, -3]), [3, 1])
    with pytest.raises(IndexError):
        f([1, 2, 3], [0, 3, 1])


def test_large_integers_are_not_cut(function):
    with change_flags(floatX="float32"):
        n, x = T.lscalar(), T.lvector()
        f = function([n, x], [n * 2, x.max(), T.cast(x, "float64") + 0.5, T.arange(3) + n])
        large = 2**40
        twice, most, halves, numbers = f(large, [1, large])
    assert twice == 2**41 and most == large
    assert_array_equal(halves, [1.5, large + 0.5])
    assert_array_equal(numbers, large + np.arange(3))


def test_ifelse_checks_the_branch_that_it_takes(function, backend):
    if backend != "c" and importlib.util.find_spec("pytensor.conditional") is None:
        pytest.skip("PyTensor 3.0 makes no functions of the branches: both are checked")
    x, k = T.dvector(), T.lscalar()
    f = function([x, k], theano.ifelse.ifelse(T.lt(k, 3), x[k] * 2, x.sum()))
    assert f([1, 2, 3], 1) == 4
    assert f([1, 2, 3], 3) == 6
    with pytest.raises(IndexError):
        f([1, 2, 3], -4)


def test_networks_that_read_a_sequence_in_both_directions(function):
    """The gradient is that of finite differences along one direction of all parameters."""
    rng = np.random.RandomState(0)
    x, E, U, V = T.dtensor3(), T.dmatrix(), T.dmatrix(), T.dmatrix()
    inputs, start = T.dot(x, E), T.zeros((x.shape[1], 3))

    def step(a, h, W):
        return T.tanh(a + T.dot(h, W))

    forth, _ = theano.scan(step, inputs, start, U)
    back, _ = theano.scan(step, inputs, start, V, go_backwards=True)
    cost = (T.concatenate([forth, back[::-1]], axis=2) ** 2).sum()
    f = function([x, E, U, V], [cost, *T.grad(cost, [E, U, V])])
    sequence, *weights = rng.randn(5, 2, 4), rng.randn(4, 3), rng.randn(3, 3), rng.randn(3, 3)
    direction = [rng.randn(*w.shape) for w in weights]
    _, *gradients = f(sequence, *weights)
    moved = [
        f(sequence, *(w + sign * 1e-6 * d for w, d in zip(weights, direction, strict=True)))[0]
        for sign in (1, -1)
    ]
    slope = sum((g * d).sum() for g, d in zip(gradients, direction, strict=True))
    assert_allclose(slope, (moved[0] - moved[1]) / 2e-6, rtol=1e-6)


def test_slices_whose_ends_are_small_integers(function):
    data, i, j = theano.shared(np.arange(60000.0)), T.wscalar(), T.bscalar()
    part, other = data[i * 128 : (i + 1) * 128], data[j:]
    f = function([i, j], [part, other, T.set_subtensor(other, 0.0).sum()])
    first, last, total = f(200, -100)
    assert_array_equal(first, np.arange(200 * 128, 201 * 128))
    assert_array_equal(last, np.arange(59900, 60000))
    assert total == np.arange(59900.0).sum()


def test_slices_of_slices(function):
    x, i = T.dvector(), T.lscalar()
    y = x
    for _ in range(6):
        y = y[i:-1]
    assert_array_equal(function([x, i], y)(np.arange(20.0), 1), np.arange(6.0, 14.0))


def test_a_scan_longer_than_its_sequence_is_an_error(function):
    x, k = T.dvector(), T.iscalar()
    sums, _ = theano.scan(lambda a, h: a + h, x, T.constant(np.float64(0)), n_steps=k)
    f = function([x, k], sums)
    assert_array_equal(f(np.arange(5.0), 3), [0, 1, 3])
    with pytest.raises(ValueError, match=r"12|length|steps"):
        f(np.arange(5.0), 12)


def test_a_scan_over_nothing(function):
    x = T.dmatrix()
    sums, _ = theano.scan(lambda a, h: a + h, x, T.ones(4))
    doubled, _ = theano.scan(lambda a: a * 2, x)
    for values in function([x], [sums, doubled])(np.zeros((0, 4))):
        assert len(values) == 0


def test_an_index_into_nothing_is_an_error(function):
    x, y = T.dmatrix(), T.lvector()
    f = function([x, y], x[y])
    assert f(np.zeros((0, 4)), []).shape == (0, 4)
    with pytest.raises(IndexError):
        f(np.zeros((0, 4)), [0])


def test_what_has_64_bits_is_computed_in_64_bits(function):
    n, m, x = T.ivector(), T.lvector(), T.fvector()
    root, third, larger = function([n, m, x], [T.sqrt(n), n / 3, T.maximum(x, m)])(
        [2**30], [2**24 + 1], [0.5]
    )
    assert_allclose(root, [2**15], rtol=1e-15)
    assert_allclose(third, [2**30 / 3], rtol=1e-15)
    assert larger == 2**24 + 1
