"""The ops of softmax, cross-entropy and rows, beside NumPy."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro.theano.tensor.nnet import blocksparse, nnet

X = np.array([[1.0, -2, 0.5, 3], [0, 0.25, -1, 1], [2, 2.5, -3, 0]])
B = np.array([0.5, -1, 2, 0])
LABELS = np.array([3, 0, 1], dtype="int32")
POWERS = np.exp(X + B)
SOFTMAX = POWERS / POWERS.sum(axis=1, keepdims=True)
LOSSES = -np.log(SOFTMAX[np.arange(3), LABELS])


@pytest.fixture
def run(mode):
    return lambda outputs: pytensor.function([], outputs, mode=mode)()


def test_softmax_and_losses(run):
    x, b, y = pt.constant(X), pt.constant(B), pt.constant(LABELS)
    most, guess = SOFTMAX.max(axis=1), SOFTMAX.argmax(axis=1)
    cases = [
        (nnet.crossentropy_softmax_argmax_1hot_with_bias(x, b, y), [LOSSES, SOFTMAX, guess]),
        (nnet.crossentropy_softmax_1hot_with_bias(x, b, y), [LOSSES, SOFTMAX]),
        (nnet.crossentropy_softmax_1hot(x + b, y), [LOSSES, SOFTMAX]),
        (
            nnet.crossentropy_softmax_max_and_argmax_1hot_with_bias(x, b, y),
            [LOSSES, SOFTMAX, most, guess],
        ),
        (
            nnet.crossentropy_softmax_max_and_argmax_1hot(x + b, y),
            [LOSSES, SOFTMAX, most, guess],
        ),
        ([nnet.softmax_with_bias(x, b), nnet.SoftmaxWithBias()(x, b)], [SOFTMAX, SOFTMAX]),
        ([nnet.Softmax()(x + b), nnet.LogSoftmax()(x + b)], [SOFTMAX, np.log(SOFTMAX)]),
    ]
    results = run([graph for graphs, _ in cases for graph in graphs])
    wanted = [numbers for _, arrays in cases for numbers in arrays]
    for result, numbers in zip(results, wanted, strict=True):
        np.testing.assert_allclose(result, numbers, atol=1e-13)
    labels = nnet.crossentropy_softmax_argmax_1hot_with_bias(x, b, y)[2]
    assert labels.dtype == "int32", "as in Theano, that of the labels given"


def test_gradients_by_name(run):
    x, y, top = pt.constant(X), pt.constant(LABELS), pt.constant(np.array([1.0, -2, 3]))
    p = nnet.softmax(x)
    losses = nnet.crossentropy_categorical_1hot(p, y)
    graphs = [
        (nnet.softmax_grad(x, p), pytensor.grad(None, x, known_grads={p: x})),
        (
            nnet.crossentropy_softmax_1hot_with_bias_dx(top, p, y),
            pytensor.grad(None, x, known_grads={losses: top}),
        ),
        (
            nnet.crossentropy_categorical_1hot_grad(top, p, y),
            pytensor.grad(None, p, known_grads={losses: top}),
        ),
    ]
    results = run([graph for pair in graphs for graph in pair])
    for named, wanted in zip(results[::2], results[1::2], strict=True):
        np.testing.assert_allclose(named, wanted, atol=1e-13)


def test_a_bias_is_a_vector():
    with pytest.raises(ValueError, match="a matrix and a vector"):
        nnet.softmax_with_bias(pt.vector(), pt.vector())
    with pytest.raises(ValueError, match="of floats"):
        nnet.softmax_with_bias(pt.imatrix(), pt.vector())


def test_rows(run):
    x = pt.constant(X)
    graphs = [
        nnet.prepend_0_to_each_row(x),
        nnet.prepend_1_to_each_row(x),
        nnet.prepend_scalar_to_each_row(2.5, x),
        nnet.Prepend_scalar_to_each_row()(2.5, x),
        nnet.Prepend_scalar_constant_to_each_row(2.5)(x),
    ]
    for result, number in zip(run(graphs), (0, 1, 2.5, 2.5, 2.5), strict=True):
        np.testing.assert_array_equal(result, np.column_stack([np.full(3, number), X]))


def test_confusion_matrix():
    actual, predicted = pt.lvector(), pt.lvector()
    outputs = nnet.confusion_matrix(actual, predicted)
    # XLA cannot make arrays whose size depends on labels.
    function = pytensor.function([actual, predicted], outputs, mode=Mode(linker="py"))
    counts, order = function([2, 0, 2, 5, 1], [0, 0, 2, 1, 2])
    assert order.tolist() == [0, 1, 2, 5]
    assert counts.tolist() == [[1, 0, 0, 0], [0, 0, 1, 0], [1, 0, 1, 0], [0, 1, 0, 0]]
    with pytest.raises(ValueError, match="two vectors"):
        nnet.confusion_matrix(pt.matrix(), predicted)


def test_h_softmax(run):
    rng = np.random.default_rng(1)
    x, W1, b1 = rng.normal(size=(3, 5)), rng.normal(size=(5, 4)), rng.normal(size=4)
    W2, b2 = rng.normal(size=(4, 5, 3)), rng.normal(size=(4, 3))
    first = np.exp(x @ W1 + b1)
    second = np.exp(np.einsum("nf,cfo->nco", x, W2) + b2)
    joint = (
        (first / first.sum(1, keepdims=True))[:, :, None] * second / second.sum(2, keepdims=True)
    )
    expected = joint.reshape(3, 12)
    constants = [pt.constant(a) for a in (W1, b1, W2, b2)]
    targets = pt.constant(np.array([[4], [0], [10]]))
    graphs = [
        nnet.h_softmax(pt.constant(x), 3, 11, 4, 3, *constants, target)
        for target in (None, targets)
    ]
    everything, chosen = run(graphs)
    np.testing.assert_allclose(everything, expected[:, :11], atol=1e-13)
    np.testing.assert_allclose(chosen, expected[[0, 1, 2], [4, 0, 10]], atol=1e-13)


def test_sparse_blocks(run):
    rng = np.random.default_rng(2)
    W, h, b = rng.normal(size=(3, 4, 5, 2)), rng.normal(size=(2, 2, 5)), rng.normal(size=(4, 2))
    active, out = np.array([[0, 2], [1, 1]]), np.array([[0, 3, 1], [2, 2, 0]])
    expected, outer = np.empty((2, 3, 2)), np.copy(W)
    for n, j in np.ndindex(2, 3):
        blocks = [h[n, i] @ W[active[n, i], out[n, j]] for i in range(2)]
        expected[n, j] = b[out[n, j]] + sum(blocks)
    for n, i, j in np.ndindex(2, 2, 3):
        outer[active[n, i], out[n, j]] += 0.5 * np.outer(h[n, i], expected[n, j])
    constants = [pt.constant(a) for a in (W, h, active, b, out)]
    y = pt.constant(expected)
    graphs = [
        blocksparse.sparse_block_dot(*constants),
        blocksparse.sparse_block_dot(W, h[1], active[1], b, out[1]),
        blocksparse.sparse_block_outer(W, constants[1], y, constants[2], constants[4], 0.5),
    ]
    together, alone, added = run(graphs)
    np.testing.assert_allclose(together, expected, atol=1e-13)
    np.testing.assert_allclose(alone, expected[1:], atol=1e-13)
    np.testing.assert_allclose(added, outer, atol=1e-13)
