"""Labels that index a softmax: the graph with and without the rewrite, and what it refuses."""

import numpy as np
import pytest

from legacy_repro import theano
from legacy_repro.ops.class_labels import ClassLabels
from legacy_repro.theano import tensor as T

FORMS = {
    "log_of_all": lambda p, rows, y: -T.mean(T.log(p)[rows, y]),
    "log_of_picked": lambda p, rows, y: -T.mean(T.log(p[rows, y])),
}


def _checks(function):
    return sum(isinstance(node.op, ClassLabels) for node in function.maker.fgraph.apply_nodes)


@pytest.mark.parametrize("form", FORMS)
def test_labels_are_checked_once_and_the_numbers_stay(form):
    x, y = T.dmatrix(), T.ivector()
    cost = FORMS[form](T.nnet.softmax(x), T.arange(y.shape[0]), y)
    outputs = [cost, T.grad(cost, x)]
    plain = theano.compile.get_mode("FAST_RUN").excluding("checked_labels")
    before, after = theano.function([x, y], outputs, mode=plain), theano.function([x, y], outputs)
    assert (_checks(before), _checks(after)) == (0, 1)
    values = np.random.RandomState(0).randn(4, 3), np.array([0, 2, 1, 1], "int32")
    for new, old in zip(after(*values), before(*values), strict=True):
        np.testing.assert_array_equal(new, old)


@pytest.mark.parametrize("form", FORMS)
def test_a_label_that_is_no_class_is_refused(form):
    """In the loss, and in an update without the loss; Theano refused it as a ValueError."""
    W, x, y = theano.shared(np.zeros((2, 3))), T.dmatrix(), T.ivector()
    cost = FORMS[form](T.nnet.softmax(T.dot(x, W)), T.arange(y.shape[0]), y)
    loss = theano.function([x, y], cost)
    train = theano.function([x, y], [], updates={W: W - T.grad(cost, W)})
    for function in (loss, train):
        for label in (-1, 3):
            with pytest.raises(IndexError, match=f"label {label} at position 1 is out of range"):
                function(np.ones((2, 2)), [0, label])


def test_other_indices_may_count_from_the_end():
    x, y = T.dmatrix(), T.ivector()
    picked = theano.function([x, y], (x * 2)[T.arange(y.shape[0]), y])
    np.testing.assert_array_equal(picked([[1, 2, 3]], [-1]), [6])


def test_labels_that_lead_to_the_softmax_too():
    """The logits of the right classes made smaller by a margin."""
    c, y = T.dmatrix(), T.ivector()
    rows = T.arange(y.shape[0])
    logits = T.inc_subtensor(c[rows, y], -0.35)
    loss = -T.mean(T.log(T.nnet.softmax(logits))[rows, y])
    function = theano.function([c, y], [loss, T.grad(loss, c)])
    values, labels = np.random.RandomState(0).randn(3, 4), np.array([1, 0, 3], "int32")
    value, gradient = function(values, labels)
    shifted = values.copy()
    shifted[np.arange(3), labels] -= 0.35
    p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(value, -np.log(p[np.arange(3), labels]).mean())
    np.testing.assert_allclose(gradient, (p - np.eye(4)[labels]) / 3, atol=1e-12)
