"""Cross-entropies of labels: the graph with and without the rewrite, and their numbers."""

import numpy as np
import pytest
from pytensor.tensor.special import Softmax

from legacy_repro import backends, theano
from legacy_repro.ops.picked_log_softmax import PickedLogSoftmax, PickedLogSoftmaxGrad
from legacy_repro.theano import tensor as T

FORMS = {
    "log_of_all": lambda p, y: -T.mean(T.log(p)[T.arange(y.shape[0]), y]),
    "log_of_picked": lambda p, y: -T.mean(T.log(p[T.arange(y.shape[0]), y])),
    "categorical": lambda p, y: T.nnet.categorical_crossentropy(p, y).mean(),
    "weighted": lambda p, y: (T.nnet.categorical_crossentropy(p, y) * T.arange(4)).sum(),
}
LABELS = np.array([0, 2, 1, 1], "int32")


def count(function, op):
    return sum(isinstance(node.op, op) for node in function.maker.fgraph.apply_nodes)


def both(inputs, outputs):
    mode = backends.mode("c")
    modes = mode.excluding("cross_entropy"), mode
    return [theano.function(inputs, outputs, mode=m, on_unused_input="ignore") for m in modes]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("form", FORMS)
def test_one_node_each_and_the_numbers_stay(form, dtype):
    x, y = T.matrix(dtype=dtype), T.ivector()
    p = T.nnet.softmax(x)
    cost = FORMS[form](p, y)
    before, after = both([x, y], [cost, T.grad(cost, x), T.argmax(p, axis=1), p])
    assert count(before, PickedLogSoftmax) == count(before, PickedLogSoftmaxGrad) == 0
    assert count(after, PickedLogSoftmax) == count(after, PickedLogSoftmaxGrad) == 1
    assert count(after, Softmax) == 0
    rng = np.random.RandomState(0)
    for scale in (1, 30, 1000):
        values = (scale * rng.randn(4, 3)).astype(dtype)
        tolerance = 10 * np.finfo(dtype).eps
        for new, old in zip(after(values, LABELS), before(values, LABELS), strict=True):
            assert new.dtype == old.dtype
            np.testing.assert_allclose(new, old, tolerance, tolerance)


def test_a_loss_without_a_gradient():
    x, y = T.matrix(), T.lvector()
    before, after = both([x, y], FORMS["categorical"](T.nnet.softmax(x), y))
    assert count(after, PickedLogSoftmax) == 1
    values = np.random.RandomState(0).randn(4, 3)
    np.testing.assert_allclose(after(values, LABELS), before(values, LABELS), 1e-14)


def test_one_row_for_all_labels_and_one_label_for_all_rows():
    x, y, n = T.matrix(), T.lvector(), T.lscalar()
    cost = T.log(T.nnet.softmax(x))[T.arange(n), y].sum()
    before, after = both([x, y, n], [cost, T.grad(cost, x)])
    assert count(after, PickedLogSoftmaxGrad) == 1
    values = np.random.RandomState(0).randn(4, 3)
    for labels, rows in ([[0, 2, 2], 1], [[2], 3], [[1], 1], [[0, 1], 2]):
        for new, old in zip(after(values, labels, rows), before(values, labels, rows), strict=True):
            np.testing.assert_allclose(new, old, 1e-13, 1e-14)


def test_what_is_not_a_number_spreads_within_its_row():
    x, y = T.matrix(), T.lvector()
    cost = T.nnet.categorical_crossentropy(T.nnet.softmax(x), y).sum()
    before, after = both([x, y], T.grad(cost, x))
    values = np.random.RandomState(0).randn(4, 3)
    values[1, 2], values[3, 0] = np.nan, np.inf
    np.testing.assert_allclose(after(values, LABELS), before(values, LABELS), 1e-13)


def test_refused_as_before():
    x, y, n = T.matrix(), T.lvector(), T.lscalar()
    picked = T.log(T.nnet.softmax(x))[T.arange(n), y]
    for function in both([x, y, n], picked):
        with pytest.raises(IndexError):
            function(np.ones((2, 3)), [0, 3], 2)
        with pytest.raises(IndexError):
            function(np.ones((2, 3)), [0, 1, 2], 3)
        with pytest.raises((ValueError, IndexError)):
            function(np.ones((4, 3)), [0, 1, 2], 2)


def test_other_picks_stay():
    """An index that is not counted, another axis, and a softmax that is not picked from."""
    x, y = T.matrix(), T.lvector()
    _, after = both(
        [x, y],
        [
            T.log(T.nnet.softmax(x))[y, y],
            T.log(T.nnet.softmax(x))[T.arange(1, 3), y],
            T.log(T.nnet.softmax(x.T).T)[T.arange(2), y],
            T.nnet.softmax(x)[T.arange(2), y],
        ],
    )
    assert count(after, PickedLogSoftmax) == 0


def test_only_c_has_it(backend):
    x, y = T.matrix(), T.lvector()
    cost = T.nnet.categorical_crossentropy(T.nnet.softmax(x), y).sum()
    function = theano.function([x, y], T.grad(cost, x))
    assert count(function, PickedLogSoftmaxGrad) == (backend == "c")
