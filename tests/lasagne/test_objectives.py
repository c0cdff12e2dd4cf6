"""Losses, aggregation and accuracies against NumPy."""

import numpy as np
import pytest
from pytensor.tensor.basic import Nonzero

from legacy_repro import theano
from legacy_repro.lasagne import objectives
from legacy_repro.theano import tensor as T

P = np.array([[0.1, 0.6, 0.3], [0.5, 0.2, 0.3], [0.25, 0.35, 0.4], [0.7, 0.2, 0.1]])
LABELS = np.array([1, 2, 2, 1])
ONE_HOT = np.eye(3)[LABELS]


@pytest.fixture
def p():
    return T.matrix("p", dtype="float64")


@pytest.fixture
def t():
    return T.matrix("t", dtype="float64")


@pytest.fixture
def labels():
    return T.lvector("labels")


def test_elementwise_losses(p, t):
    q = P[::-1]
    for loss, expected in (
        (objectives.binary_crossentropy(p, t), -(q * np.log(P) + (1 - q) * np.log(1 - P))),
        (objectives.squared_error(p, t), (P - q) ** 2),
    ):
        np.testing.assert_allclose(loss.eval({p: P, t: q}), expected, rtol=1e-12)


def test_categorical_crossentropy(p, t, labels):
    expected = -np.log([0.6, 0.3, 0.4, 0.2])
    loss = objectives.categorical_crossentropy(p, labels)
    np.testing.assert_allclose(loss.eval({p: P, labels: LABELS}), expected)
    loss = objectives.categorical_crossentropy(p, t)
    np.testing.assert_allclose(loss.eval({p: P, t: ONE_HOT}), expected)


def test_huber_loss(p, t):
    errors = np.array([[0.0, 0.5, 1.0, 1.5], [-0.2, -2.0, 4.0, -1.0]])
    expected = [[0.0, 0.125, 0.5, 1.0], [0.02, 1.5, 3.5, 0.5]]
    loss = objectives.huber_loss(p, t)
    np.testing.assert_allclose(loss.eval({p: errors + 1, t: np.ones((2, 4))}), expected, atol=1e-15)
    expected = [[0.0, 0.125, 0.375, 0.625], [0.02, 0.875, 1.875, 0.375]]
    loss = objectives.huber_loss(p, t, delta=0.5)
    np.testing.assert_allclose(loss.eval({p: errors, t: np.zeros((2, 4))}), expected, atol=1e-15)


def test_binary_hinge_loss(p, t):
    odds = np.array([[2.0, -0.5], [0.5, -3.0]])
    targets = np.array([[1.0, 1.0], [0.0, 0.0]])
    signs = 2 * targets - 1
    expected = [[0.0, 1.5], [1.5, 0.0]]
    loss = objectives.binary_hinge_loss(p, t, log_odds=True)
    np.testing.assert_allclose(loss.eval({p: odds, t: targets}), expected)
    loss = objectives.binary_hinge_loss(p, t, log_odds=True, binary=False)
    np.testing.assert_allclose(loss.eval({p: odds, t: signs}), expected)
    loss = objectives.binary_hinge_loss(p, t, delta=3, log_odds=False)
    probabilities = 1 / (1 + np.exp(-odds))
    np.testing.assert_allclose(loss.eval({p: probabilities, t: targets}), [[1.0, 3.5], [3.5, 0.0]])
    with pytest.raises(FutureWarning, match="log_odds"):
        objectives.binary_hinge_loss(p, t)


def test_multiclass_hinge_loss(p, labels):
    expected = [0.7, 1.2, 0.95, 1.5]
    loss = objectives.multiclass_hinge_loss(p, labels)
    np.testing.assert_allclose(loss.eval({p: P, labels: LABELS}), expected)
    one_hot = T.lmatrix()
    loss = objectives.multiclass_hinge_loss(p, one_hot, delta=0.0)
    scores = {p: P, one_hot: ONE_HOT.astype("int64")}
    np.testing.assert_allclose(loss.eval(scores), [0.0, 0.2, 0.0, 0.5], atol=1e-15)
    with pytest.raises(TypeError, match=r"2 dimensions need targets of 1 .* or 2 .*, got 3"):
        objectives.multiclass_hinge_loss(p, T.tensor3())


@pytest.mark.parametrize("targets", [T.lvector("t"), T.lmatrix("t")])
def test_no_length_in_multiclass_hinge_loss_depends_on_data(p, targets):
    loss = objectives.multiclass_hinge_loss(p, targets)
    compiled = theano.function([p, targets], [loss, T.grad(loss.sum(), p)])
    for node in compiled.maker.fgraph.toposort():
        assert not isinstance(node.op, Nonzero)
        if "Subtensor" in type(node.op).__name__:  # p[mask], and the gradient of it
            assert "bool" not in [getattr(index.type, "dtype", None) for index in node.inputs[1:]]


def test_multiclass_hinge_loss_gives_its_gradient_to_every_highest_wrong_score(p, labels):
    loss = objectives.multiclass_hinge_loss(p, labels)
    scores = np.array([[0.5, 2.0, 2.0], [1.0, 9.0, 3.0]])
    gradient = T.grad(loss.sum(), p).eval({p: scores, labels: np.array([0, 1])})
    np.testing.assert_array_equal(gradient, [[-1, 1, 1], [0, 0, 0]])


def test_multiclass_hinge_loss_refuses_wrong_targets(p, t, labels):
    loss = objectives.multiclass_hinge_loss(p, labels)
    with pytest.raises(IndexError, match="label 3 at position 2 is out of range"):
        loss.eval({p: P, labels: np.array([0, 1, 3, 2])})
    loss = objectives.multiclass_hinge_loss(p, t)
    for row in ([0, 0, 0], [1, 0, 1]):
        with pytest.raises(AssertionError, match="need a single 1 in each row"):
            loss.eval({p: P, t: np.vstack([ONE_HOT[:3], row])})


def test_binary_accuracy(p, t):
    right = objectives.binary_accuracy(p, t).eval({p: P, t: ONE_HOT})
    np.testing.assert_array_equal(right, (P >= 0.5) == ONE_HOT)
    right = objectives.binary_accuracy(p, t, threshold=0.35).eval({p: P, t: ONE_HOT})
    np.testing.assert_array_equal(right, (P >= 0.35) == ONE_HOT)


def test_categorical_accuracy(p, t, labels):
    for top_k, expected in ((1, [1, 0, 1, 0]), (2, [1, 1, 1, 1])):
        right = objectives.categorical_accuracy(p, labels, top_k=top_k)
        np.testing.assert_array_equal(right.eval({p: P, labels: LABELS}), expected)
        right = objectives.categorical_accuracy(p, t, top_k=top_k)
        np.testing.assert_array_equal(right.eval({p: P, t: ONE_HOT}), expected)
    last = objectives.categorical_accuracy(p, labels, top_k=2)
    np.testing.assert_array_equal(last.eval({p: P, labels: np.array([0, 1, 0, 2])}), [0, 0, 0, 0])
    with pytest.raises(TypeError, match="2 dimensions need targets"):
        objectives.categorical_accuracy(p, T.lscalar())


def test_a_vector_of_targets_is_aligned_with_one_column():
    column = T.col("p", dtype="float64")
    vector = T.vector("t", dtype="float64")
    p, t = np.array([[0.2], [0.9], [0.6]]), np.array([0.0, 1.0, 0.0])
    for loss, expected in (
        (objectives.squared_error(column, vector), [0.04, 0.01, 0.36]),
        (objectives.binary_crossentropy(column, vector), -np.log([0.8, 0.9, 0.4])),
        (objectives.binary_hinge_loss(column, vector, log_odds=True), [1.2, 0.1, 1.6]),
        (objectives.huber_loss(column, vector), [0.02, 0.005, 0.18]),
        (objectives.binary_accuracy(column, vector), [1, 1, 0]),
    ):
        got = loss.eval({column: p, vector: t})
        assert got.shape == (3, 1)
        np.testing.assert_allclose(got[:, 0], expected)
    for predictions in (T.vector(), T.matrix(), T.row()):
        assert objectives.align_targets(predictions, vector) == (predictions, vector)
    assert objectives.align_targets(column, t)[1].broadcastable == (False, True)


def test_aggregate(p, t):
    weights = np.arange(12.0).reshape(4, 3)
    for mode, weighted, expected in (
        ("mean", False, P.mean()),
        ("sum", False, P.sum()),
        ("mean", True, (P * weights).mean()),
        ("sum", True, (P * weights).sum()),
        ("normalized_sum", True, (P * weights).sum() / weights.sum()),
    ):
        total = objectives.aggregate(p, t if weighted else None, mode=mode)
        given = {p: P, t: weights} if weighted else {p: P}
        np.testing.assert_allclose(total.eval(given), expected)
    assert objectives.aggregate(T.constant(P)).eval() == pytest.approx(P.mean())
    with pytest.raises(ValueError, match="'median'"):
        objectives.aggregate(p, mode="median")
    with pytest.raises(ValueError, match="weights"):
        objectives.aggregate(p, mode="normalized_sum")
