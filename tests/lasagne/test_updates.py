"""The update rules: numbers after five steps, the order of the updates, dtypes and errors."""

import json
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from legacy_repro import theano
from legacy_repro.lasagne import updates
from legacy_repro.theano import tensor as T

START = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]])
TARGET = np.array([[0.5, 0.0, 0.5], [-1.0, 2.0, 4.0]])
STEPS = 5

RULES = {
    "sgd": {"learning_rate": 0.1},
    "momentum": {"learning_rate": 0.1, "momentum": 0.8},
    "nesterov_momentum": {"learning_rate": 0.1, "momentum": 0.8},
    "adagrad": {"learning_rate": 0.3},
    "rmsprop": {"learning_rate": 0.05, "rho": 0.8},
    "adadelta": {"learning_rate": 0.7, "rho": 0.9},
    "adam": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.9},
    "adamax": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.9},
    "amsgrad": {"learning_rate": 0.05, "beta1": 0.8, "beta2": 0.9},
}

# Where each parameter and its accumulators come in the updates, "p" being the parameter.
ORDER = {
    "sgd": "p p",
    "momentum": "p p v v",
    "nesterov_momentum": "p p v v",
    "adagrad": "v p v p",
    "rmsprop": "v p v p",
    "adadelta": "v p v v p v",
    "adam": "v v p v v p t",
    "adamax": "v v p v v p t",
    "amsgrad": "v v v p v v v p t",
}

# Lasagne 0.1 with Theano 1.0.5 after the five steps of `train`, for the rules that it had.
RECORDED = json.loads(
    Path(__file__).parents[1].joinpath("data", "lasagne_updates.json").read_text(encoding="utf-8")
)


def quadratic(dtype):
    """Return half the squared distance of p + b to TARGET, p a matrix and b a broadcast vector."""
    p = theano.shared(START.astype(dtype), name="p")
    b = theano.shared(np.array([0.5], dtype), name="b", shape=(1,))
    return 0.5 * T.sum((p + b - TARGET.astype(dtype)) ** 2), [p, b]


def train_all(dtype):
    """Return {rule: (p, b)} after five steps of each rule, compiled as one function."""
    ends, together = {}, OrderedDict()
    with theano.config.change_flags(floatX=dtype):
        for name, hyper in RULES.items():
            loss, params = quadratic(dtype)
            together.update(getattr(updates, name)(loss, params, **hyper))
            ends[name] = params
        step = theano.function([], [], updates=together)
    for _ in range(STEPS):
        step()
    return {name: [param.get_value() for param in params] for name, params in ends.items()}


# The same rules in NumPy: of a parameter, its gradient, the state so far and the step number.
def sgd(x, g, s, t, learning_rate):
    return x - learning_rate * g


def momentum(x, g, s, t, learning_rate, momentum):
    s["v"] = momentum * s.get("v", 0) - learning_rate * g
    return x + s["v"]


def nesterov_momentum(x, g, s, t, learning_rate, momentum):
    s["v"] = momentum * s.get("v", 0) - learning_rate * g
    return x + momentum * s["v"] - learning_rate * g


def adagrad(x, g, s, t, learning_rate):
    s["a"] = s.get("a", 0) + g * g
    return x - learning_rate * g / (s["a"] + 1e-6) ** 0.5


def rmsprop(x, g, s, t, learning_rate, rho):
    s["a"] = rho * s.get("a", 0) + (1 - rho) * g * g
    return x - learning_rate * g / (s["a"] + 1e-6) ** 0.5


def adadelta(x, g, s, t, learning_rate, rho):
    s["a"] = rho * s.get("a", 0) + (1 - rho) * g * g
    step = g * ((s.get("d", 0) + 1e-6) / (s["a"] + 1e-6)) ** 0.5
    s["d"] = rho * s.get("d", 0) + (1 - rho) * step * step
    return x - learning_rate * step


def adam(x, g, s, t, learning_rate, beta1, beta2):
    s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
    s["v"] = beta2 * s.get("v", 0) + (1 - beta2) * g * g
    root = (1 - beta2**t) ** 0.5
    return x - learning_rate * s["m"] / (1 - beta1**t) / (s["v"] ** 0.5 + 1e-8) * root


def adamax(x, g, s, t, learning_rate, beta1, beta2):
    s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
    s["u"] = np.maximum(beta2 * s.get("u", 0), np.abs(g))
    return x - learning_rate * s["m"] / (1 - beta1**t) / (s["u"] + 1e-8)


def amsgrad(x, g, s, t, learning_rate, beta1, beta2):
    s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
    s["v"] = beta2 * s.get("v", 0) + (1 - beta2) * g * g
    s["w"] = np.maximum(s.get("w", 0), s["v"])
    root = (1 - beta2**t) ** 0.5
    return x - learning_rate * s["m"] / (1 - beta1**t) / (s["w"] ** 0.5 + 1e-8) * root


def train_numpy(rule, hyper):
    p, b = START, np.array([0.5])
    states = {}, {}
    for t in range(1, STEPS + 1):
        error = p + b - TARGET
        p = rule(p, error, states[0], t, **hyper)
        b = rule(b, error.sum(keepdims=True)[0], states[1], t, **hyper)
    return p, b


def test_numbers_in_float64_are_those_of_numpy_and_of_lasagne():
    ends = train_all("float64")
    for name, hyper in RULES.items():
        for ours, numpys in zip(ends[name], train_numpy(globals()[name], hyper), strict=True):
            np.testing.assert_allclose(ours, numpys, rtol=1e-12, atol=1e-15, err_msg=name)
    for name, recorded in RECORDED.items():
        for ours, key in zip(ends[name], "pb", strict=True):
            theirs = recorded["float64"][key]
            np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-15, err_msg=name)


def test_numbers_in_float32_are_those_of_lasagne():
    ends = train_all("float32")
    for name, recorded in RECORDED.items():
        for ours, key in zip(ends[name], "pb", strict=True):
            assert ours.dtype == np.float32
            theirs = recorded["float32"][key]
            np.testing.assert_allclose(ours, theirs, rtol=2e-6, atol=2e-7, err_msg=name)


@pytest.mark.parametrize("name", RULES)
def test_updates_come_in_lasagnes_order_and_keep_types(name):
    loss, params = quadratic("float64")
    new = getattr(updates, name)(loss, params, **RULES[name])
    assert type(new) is OrderedDict
    kinds = ["p" if old in params else "v" if old.ndim else "t" for old in new]
    assert " ".join(kinds) == ORDER[name]
    for old, value in new.items():
        assert value.dtype == old.dtype
        assert value.broadcastable == old.broadcastable
        if "t" in ORDER[name] and old.ndim == 0:
            assert old.get_value() == 0


def test_defaults_are_lasagnes():
    loss, (p, b) = quadratic("float64")
    first = {
        name: float(getattr(updates, name)(loss, [p, b])[b].eval()[0])
        for name in ("adagrad", "rmsprop", "adadelta", "adam", "adamax", "amsgrad")
    }
    g = (START + 0.5 - TARGET).sum()
    assert first == pytest.approx(
        {
            "adagrad": 0.5 - g / np.sqrt(g**2 + 1e-6),
            "rmsprop": 0.5 - g / np.sqrt(0.1 * g**2 + 1e-6),
            "adadelta": 0.5 - g * np.sqrt(1e-6 / (0.05 * g**2 + 1e-6)),
            "adam": 0.5 + 0.001,
            "adamax": 0.5 + 0.002,
            "amsgrad": 0.5 + 0.001,
        },
        rel=1e-8,
    )


def test_one_minus_rho_is_rounded_in_float32():
    with theano.config.change_flags(floatX="float32"):
        p = theano.shared(np.float32(3.0))
        new = updates.rmsprop([T.constant(np.float32(1.0))], [p])
        accu = new[next(iter(new))].eval()
    assert accu == np.float32(1) - np.float32(0.9)
    assert accu != np.float32(1 - 0.9)


def test_learning_rate_may_be_a_number_a_shared_variable_or_an_expression():
    rate = T.scalar("rate")
    with theano.config.change_flags(floatX="float32"):
        p = theano.shared(np.array([1.0, 2.0], "float32"))
        shared_rate = theano.shared(np.float32(0.25))
        for learning_rate in (0.25, np.float32(0.25), shared_rate, 1 / (2 * shared_rate + 3.5)):
            new = updates.sgd([2 * p], [p], learning_rate)[p]
            assert new.dtype == "float32"
            np.testing.assert_allclose(new.eval(), [0.5, 1.0], rtol=1e-6)
        # A float64 rate makes float64 of it, which theano.function refuses, in Theano too.
        new = updates.sgd([2 * p], [p], np.float64(0.25))
        with pytest.raises(TypeError, match="update"):
            theano.function([], [], updates=new)
    step = theano.function([rate], [], updates=updates.sgd([2 * p], [p], rate.astype("float32")))
    step(0.5)
    np.testing.assert_array_equal(p.get_value(), [0.0, 0.0])


def test_momentum_of_some_parameters_only():
    loss, (p, b) = quadratic("float64")
    plain = updates.sgd(loss, [p, b], 0.1)
    for apply in (updates.apply_momentum, updates.apply_nesterov_momentum):
        new = apply(plain, params=[b], momentum=0.5)
        assert list(new)[:2] == [p, b] and len(new) == 3
        assert new[p] is plain[p]
        assert list(plain) == [p, b]


def test_gradients_given_or_computed():
    loss, params = quadratic("float64")
    computed = updates.get_or_compute_grads(loss, params)
    np.testing.assert_allclose(computed[0].eval(), START + 0.5 - TARGET)
    assert updates.get_or_compute_grads(computed, params) is computed
    with pytest.raises(ValueError, match="1 gradients for 2 parameters"):
        updates.get_or_compute_grads(computed[:1], params)
    with pytest.raises(ValueError, match="shared variables"):
        updates.sgd(loss, [params[0], params[1] * 2], 0.1)


def test_norm_constraint():
    with theano.config.change_flags(floatX="float32"):
        for shape, axes, chosen in (
            ((4, 3), (0,), None),
            ((4, 3), (1,), (1,)),
            ((2, 3, 4), (1, 2), None),
            ((2, 3, 2, 2), (1, 2, 3), None),
        ):
            x = np.random.RandomState(5).normal(size=shape).astype("float32")
            x[0] *= 0.01
            limited = updates.norm_constraint(theano.shared(x), 1.5, chosen)
            assert limited.dtype == "float32"
            norms = np.sqrt((x**2).sum(axes, keepdims=True))
            expected = x * np.minimum(norms, 1.5) / (norms + 1e-7)
            np.testing.assert_allclose(limited.eval(), expected, rtol=1e-5)
    with pytest.raises(ValueError, match="norm_axes"):
        updates.norm_constraint(T.vector(), 1.0)


def test_total_norm_constraint():
    x, y = np.array([[3.0, 0.0]]), np.array([4.0])
    tensors = [T.constant(x), T.constant(y)]
    scaled, norm = updates.total_norm_constraint(tensors, 2.0, return_norm=True)
    assert isinstance(scaled, list)
    assert norm.eval() == 5
    np.testing.assert_allclose(scaled[0].eval(), x * 0.4, rtol=1e-6)
    np.testing.assert_allclose(scaled[1].eval(), y * 0.4, rtol=1e-6)
    left, _ = updates.total_norm_constraint(tensors, 7.0)
    np.testing.assert_allclose(left.eval(), x, rtol=1e-6)
