"""Softmax and cross-entropy in one, by the names of Theano's ops, and their gradients.

    crossentropy_softmax_1hot(x, y) = -log(softmax(x))[arange(n), y], softmax(x)

The ops' classes have no settings: an instance is the function.
"""

import pytensor.tensor as pt

from legacy_repro.theano.tensor.nnet.crossentropies import (
    crossentropy_categorical_1hot,
    logsoftmax,
    softmax,
)


def softmax_with_bias(x, b):
    """Return softmax(x + b): a matrix and a vector, which is added to every row."""
    return softmax(_biased(x, b))


def crossentropy_softmax_argmax_1hot_with_bias(x, b, y_idx):
    """Return the losses of the labels y_idx, the softmax of x + b, and its most probable labels."""
    x, y_idx = _biased(x, b), pt.as_tensor(y_idx)
    probabilities = softmax(x)
    losses = crossentropy_categorical_1hot(probabilities, y_idx)
    return [losses, probabilities, pt.cast(pt.argmax(x, axis=1), y_idx.dtype)]


def crossentropy_softmax_1hot_with_bias(x, b, y_idx):
    """Return the losses of the labels y_idx, and the softmax of x + b."""
    return crossentropy_softmax_argmax_1hot_with_bias(x, b, y_idx)[:2]


def crossentropy_softmax_1hot(x, y_idx):
    """Return the losses of the labels y_idx, and the softmax of x."""
    return crossentropy_softmax_1hot_with_bias(x, _no_bias(x), y_idx)


def crossentropy_softmax_max_and_argmax_1hot_with_bias(x, b, y_idx):
    """Return losses, softmax of x + b, its largest entries, and their labels, row by row."""
    losses, probabilities = crossentropy_softmax_1hot_with_bias(x, b, y_idx)
    return [losses, probabilities, probabilities.max(axis=-1), pt.argmax(probabilities, axis=-1)]


def crossentropy_softmax_max_and_argmax_1hot(x, y_idx):
    """Return losses, softmax of x, its largest entries, and their labels, row by row."""
    return crossentropy_softmax_max_and_argmax_1hot_with_bias(x, _no_bias(x), y_idx)


def softmax_grad(dy, sm):
    """Return the gradient of a softmax `sm` for what it is of, given its own gradient dy."""
    return (dy - (dy * sm).sum(axis=1, keepdims=True)) * sm


def crossentropy_categorical_1hot_grad(g_y, coding_dist, true_one_of_n):
    """Return the gradient of `crossentropy_categorical_1hot` for the probabilities."""
    picks = pt.arange(coding_dist.shape[0]), true_one_of_n
    return pt.set_subtensor(pt.zeros_like(coding_dist)[picks], -g_y / coding_dist[picks])


def crossentropy_softmax_1hot_with_bias_dx(dy, sm, y_idx):
    """Return the gradient of the losses for x, given theirs and the softmax."""
    picks = pt.arange(sm.shape[0]), y_idx
    return pt.cast(pt.inc_subtensor(sm[picks], -1) * dy.dimshuffle(0, "x"), sm.dtype)


def _biased(x, b):
    x, b = pt.as_tensor(x), pt.as_tensor(b)
    if x.ndim != 2 or b.ndim != 1 or not {x.dtype, b.dtype} <= set(pt.type.float_dtypes):
        raise ValueError(
            f"softmax_with_bias takes a matrix and a vector of floats, got {x.type} and {b.type}"
        )
    return x + b


def _no_bias(x):
    return pt.zeros_like(x[0, :])


def _op(function):
    """Return the class of an op that computes what a function does."""
    members = {"__call__": staticmethod(function), "__doc__": f"`{function.__name__}` as an op."}
    return type("Op", (), members)


Softmax = _op(softmax)
LogSoftmax = _op(logsoftmax)
SoftmaxGrad = _op(softmax_grad)
SoftmaxWithBias = _op(softmax_with_bias)
CrossentropyCategorical1Hot = _op(crossentropy_categorical_1hot)
CrossentropyCategorical1HotGrad = _op(crossentropy_categorical_1hot_grad)
CrossentropySoftmaxArgmax1HotWithBias = _op(crossentropy_softmax_argmax_1hot_with_bias)
CrossentropySoftmax1HotWithBiasDx = _op(crossentropy_softmax_1hot_with_bias_dx)
