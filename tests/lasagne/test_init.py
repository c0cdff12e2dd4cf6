"""Initializers against NumPy's own draws from the same seed: the same numbers in the same order."""

import numpy as np
import pytest

from legacy_repro import theano
from legacy_repro.lasagne import init, random


@pytest.fixture(autouse=True)
def rng():
    """Let initializers draw from seed 42, and return a second generator of that seed."""
    before = random.get_rng()
    random.set_rng(np.random.RandomState(42))
    yield np.random.RandomState(42)
    random.set_rng(before)


def test_numbers_recorded_from_lasagne():
    """Lasagne 0.1 drew these one after another from seed 42 with floatX=float32."""
    recorded = [
        (init.GlorotUniform(), (2, 3),
         [-0.27486882, 0.98746556, 0.50827324, 0.21614991, -0.7536254, -0.75367826]),
        (init.GlorotUniform("relu"), (2, 1, 1, 2), [-1.2499284, 1.0357026, 0.28599644, 0.58851814]),
        (init.HeNormal(), (1, 2), [-0.46947438, 0.54256004]),
        (init.Uniform(), (2,), [-0.006363501, -0.00633191]),
        (init.Normal(), (2,), [0.0024196226, -0.019132802]),
        (init.Sparse(0.5), (2, 2), [0.00022221827, 0.0, 0.0, -0.004277929]),
    ]  # fmt: skip
    with theano.config.change_flags(floatX="float32"):
        for initializer, shape, numbers in recorded:
            drawn = initializer(shape)
            assert drawn.shape == shape
            np.testing.assert_array_equal(drawn.ravel(), np.array(numbers, "float32"))


def test_normal_and_uniform(rng):
    for initializer, expected in (
        (init.Normal(), rng.normal(0.0, 0.01, (2, 3))),
        (init.Normal(std=0.5, mean=2.0), rng.normal(2.0, 0.5, (2, 3))),
        (init.Uniform(), rng.uniform(-0.01, 0.01, (2, 3))),
        (init.Uniform(0.2), rng.uniform(-0.2, 0.2, (2, 3))),
        (init.Uniform((-1, 3)), rng.uniform(-1, 3, (2, 3))),
        (init.Uniform(std=2.0, mean=1.0), rng.uniform(1 - 12**0.5, 1 + 12**0.5, (2, 3))),
    ):
        np.testing.assert_allclose(initializer((2, 3)), expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("shape", "c01b", "glorot", "he"),
    [
        ((6, 4), False, 2 / 10, 1 / 6),
        ((8, 3, 5, 5), False, 2 / (11 * 25), 1 / 75),
        ((8, 3, 5), False, 2 / (11 * 5), 1 / 15),
        ((3, 5, 5, 8), True, 2 / (11 * 25), 1 / 75),
    ],
)
def test_glorot_and_he(rng, shape, c01b, glorot, he):
    for normal, uniform, variance in (
        (init.GlorotNormal, init.GlorotUniform, glorot),
        (init.HeNormal, init.HeUniform, he),
    ):
        for gain, factor in ((1.0, 1.0), (3.0, 9.0), ("relu", 2.0)):
            std = (factor * variance) ** 0.5
            drawn = normal(gain=gain, c01b=c01b)(shape)
            np.testing.assert_allclose(drawn, rng.normal(0, std, shape), rtol=1e-12)
            drawn = uniform(gain=gain, c01b=c01b)(shape)
            half = 3**0.5 * std
            np.testing.assert_allclose(drawn, rng.uniform(-half, half, shape), rtol=1e-12)


def test_glorot_and_he_of_an_initializer_class(rng):
    np.testing.assert_allclose(init.Glorot(init.Normal)((2, 6)), rng.normal(0, 0.5, (2, 6)))
    np.testing.assert_allclose(init.He(init.Normal)((4, 6)), rng.normal(0, 0.5, (4, 6)))


def test_constant():
    np.testing.assert_array_equal(init.Constant()((2, 2)), np.zeros((2, 2)))
    np.testing.assert_array_equal(init.Constant(0.5)((3,)), [0.5, 0.5, 0.5])


def test_sparse_draws_the_rows_then_the_values_of_each_column(rng):
    expected = np.zeros((8, 3))
    for column in expected.T:
        rows = np.arange(8)
        rng.shuffle(rows)
        column[rows[:2]] = rng.normal(0, 0.3, 2)
    np.testing.assert_array_equal(init.Sparse(sparsity=0.3, std=0.3)((8, 3)), expected)


@pytest.mark.parametrize("shape", [(4, 7), (7, 4), (5, 2, 3)])
def test_orthogonal(rng, shape):
    drawn = init.Orthogonal(gain="relu")(shape)
    assert drawn.shape == shape
    q = drawn.reshape(shape[0], -1) / np.sqrt(2)
    short = q if q.shape[0] <= q.shape[1] else q.T
    np.testing.assert_allclose(short @ short.T, np.eye(len(short)), atol=1e-12)
    # It spans what was drawn: projecting the draw on it changes nothing.
    gaussian = rng.normal(0, 1, q.shape)
    projection = q @ (q.T @ gaussian) if q.shape[0] > q.shape[1] else (gaussian @ q.T) @ q
    np.testing.assert_allclose(projection, gaussian, atol=1e-12)


def test_dtype_is_floatx():
    initializers = (
        init.Normal(), init.Uniform(), init.GlorotUniform(), init.HeNormal(), init.Constant(1),
        init.Sparse(), init.Orthogonal(),
    )  # fmt: skip
    for floatX in ("float32", "float64"):
        with theano.config.change_flags(floatX=floatX):
            for initializer in initializers:
                assert initializer((10, 2)).dtype == floatX


def test_shapes_that_do_not_fit():
    for initializer in (init.GlorotNormal(), init.HeUniform(), init.Orthogonal(), init.Sparse()):
        with pytest.raises(RuntimeError, match=r"dimensions, got \(3,\)"):
            initializer((3,))
    for initializer in (init.GlorotNormal(c01b=True), init.HeNormal(c01b=True)):
        with pytest.raises(RuntimeError, match=r"4 dimensions, got \(3, 2\)"):
            initializer((3, 2))
    with pytest.raises(RuntimeError, match="2 dimensions"):
        init.Sparse()((2, 3, 4))


def test_a_subclass_defines_sample():
    class Ramp(init.Initializer):
        def sample(self, shape):
            return np.arange(np.prod(shape)).reshape(shape)

    np.testing.assert_array_equal(Ramp()((2, 2)), [[0, 1], [2, 3]])
    with pytest.raises(NotImplementedError, match="sample"):
        init.Initializer()((2, 2))
