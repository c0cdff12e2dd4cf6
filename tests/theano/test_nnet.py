"""The expected numbers are those that Theano 1.0.5 printed for the same calls."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from numpy.testing import assert_allclose
from theano.tensor import nnet

X = np.array([-3, -1, -0.4, 0, 0.4, 1, 3])


@pytest.fixture(autouse=True)
def _float32():
    with theano.change_flags(floatX="float32"):
        yield


def values_and_gradients(functions):
    x = T.vector("x")
    outputs = [f(x) for f in functions]
    gradients = [T.grad(y.sum(), x) for y in outputs]
    results = theano.function([x], outputs + gradients)(X.astype("float32"))
    assert all(result.dtype == "float32" for result in results)
    return results[: len(functions)], results[len(functions) :]


def test_activations():
    expected = {
        nnet.hard_sigmoid: [0, 0.3, 0.42, 0.5, 0.58, 0.7, 1],
        nnet.ultra_fast_sigmoid: [0.05, 0.25, 0.375, 0.5, 0.625, 0.75, 0.95],
        nnet.relu: [0, 0, 0, 0, 0.4, 1, 3],
        nnet.elu: [-0.950213, -0.632121, -0.32968, 0, 0.4, 1, 3],
        nnet.selu: [-1.670569, -1.111331, -0.57961, 0, 0.42028, 1.050701, 3.152103],
        nnet.softsign: [-0.75, -0.5, -0.285714, 0, 0.285714, 0.5, 0.75],
        nnet.softplus: [0.048587, 0.313262, 0.513015, 0.693147, 0.913015, 1.313262, 3.048587],
        nnet.sigmoid: 1 / (1 + np.exp(-X)),
    }
    values, gradients = values_and_gradients(list(expected))
    for value, wanted in zip(values, expected.values(), strict=True):
        assert_allclose(value, wanted, atol=1e-6)
    by_function = dict(zip(expected, gradients, strict=True))
    assert by_function[nnet.relu].tolist() == [0, 0, 0, 0.5, 1, 1, 1]
    assert_allclose(by_function[nnet.hard_sigmoid], [0, 0.2, 0.2, 0.2, 0.2, 0.2, 0])


def test_leaky_relu_and_scaled_elu():
    (leaky, by_tensor, elu), _ = values_and_gradients(
        [
            lambda x: nnet.relu(x, 0.1),
            lambda x: nnet.relu(x, T.constant([0.2] * 7, dtype="float32")),
            lambda x: nnet.elu(x, 2),
        ]
    )
    assert_allclose(leaky, [-0.3, -0.1, -0.04, 0, 0.4, 1, 3], atol=1e-6)
    assert_allclose(by_tensor, [-0.6, -0.2, -0.08, 0, 0.4, 1, 3], atol=1e-6)
    assert_allclose(elu, [-1.900426, -1.264241, -0.65936, 0, 0.4, 1, 3], atol=1e-6)


def test_softmax_is_over_the_rows_of_a_matrix():
    m, v = T.matrix("m"), T.vector("v")
    rows, row, logs = theano.function(
        [m, v], [nnet.softmax(m), nnet.softmax(v), nnet.logsoftmax(m)]
    )(np.array([[0, 1], [2, 3]], "float32"), np.arange(4, dtype="float32"))
    assert_allclose(rows, [[0.268941, 0.731059]] * 2, atol=1e-6)
    assert_allclose(row, [[0.032059, 0.087144, 0.236883, 0.643914]], atol=1e-6)
    assert_allclose(logs, [[-1.313262, -0.313262]] * 2, atol=1e-6)
    assert nnet.softmax(v).broadcastable == (True, False)


@pytest.mark.parametrize("x", [T.ftensor3(), T.ftensor4(), T.imatrix()])
def test_softmax_refuses_what_theano_refused(x):
    with pytest.raises(ValueError, match="softmax takes a vector or a matrix of floats"):
        nnet.softmax(x)


@pytest.mark.parametrize("dtype", ["int32", "int64", "uint8"])
def test_crossentropy_with_labels(dtype):
    p, y = T.matrix("p"), T.vector("y", dtype)
    f = theano.function([p, y], nnet.categorical_crossentropy(p, y))
    coded = np.array([[0.25, 0.75], [0.5, 0.5]], "float32")
    assert_allclose(f(coded, np.array([0, 1], dtype)), [1.386294, 0.693147], atol=1e-6)
    with pytest.raises(IndexError, match=r"label 2 at position 1 is out of range: .* 2 classes"):
        f(coded, np.array([0, 2], dtype))


@pytest.mark.parametrize("length", [0, 1, 3])
def test_as_many_labels_as_rows_are_needed(length):
    p, y = T.matrix("p"), T.ivector("y")
    f = theano.function([p, y], nnet.categorical_crossentropy(p, y))
    with pytest.raises(ValueError, match=f"{length} labels for 2 rows of predictions"):
        f(np.full((2, 2), 0.5, "float32"), np.zeros(length, "int32"))


@pytest.mark.parametrize("labels", [T.iscalar, T.imatrix])
def test_labels_are_a_vector(labels):
    with pytest.raises(TypeError, match="labels must be a vector of integers"):
        nnet.crossentropy_categorical_1hot(T.matrix(), labels())


def test_a_negative_label_is_refused():
    p, y = T.matrix("p"), T.ivector("y")
    f = theano.function([p, y], nnet.categorical_crossentropy(p, y))
    with pytest.raises(IndexError, match="label -1 at position 0"):
        f(np.full((2, 2), 0.5, "float32"), np.array([-1, 0], "int32"))


def test_crossentropy_with_probabilities_and_binary():
    p, t = T.matrix("p"), T.matrix("t")
    results = theano.function(
        [p, t],
        [
            nnet.categorical_crossentropy(p, t),
            nnet.binary_crossentropy(p, t),
            nnet.sigmoid_binary_crossentropy(p, t),
        ],
    )(np.array([[0.25, 0.75], [0.5, 0.5]], "float32"), np.array([[1, 0], [0, 1]], "float32"))
    assert_allclose(results[0], [1.386294, 0.693147], atol=1e-6)
    assert_allclose(results[1], [[1.386294, 1.386294], [0.693147, 0.693147]], atol=1e-6)
    assert_allclose(results[2], [[0.575939, 1.136871], [0.974077, 0.474077]], atol=1e-6)


@pytest.mark.parametrize(
    ("target", "message"),
    [(T.vector, "labels must be a vector of integers"), (T.tensor3, "rank mismatch")],
)
def test_targets_of_a_wrong_type(target, message):
    with pytest.raises(TypeError, match=message):
        nnet.categorical_crossentropy(T.matrix(), target())
