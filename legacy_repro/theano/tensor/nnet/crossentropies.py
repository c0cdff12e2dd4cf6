"""Softmax and cross-entropies."""

import pytensor.tensor as pt

from legacy_repro.ops.class_labels import class_labels
from legacy_repro.theano.tensor.nnet.sigm import softplus


def softmax(c):
    """Return the softmax of every row of a matrix of floats; a vector counts as one row.

    Raises ValueError for other shapes and for integers, as Theano did.
    """
    return pt.special.softmax(_rows(c), axis=-1)


def logsoftmax(c):
    """Return the logarithm of `softmax`, computed so that it stays finite."""
    return pt.special.log_softmax(_rows(c), axis=-1)


def _rows(c):
    c = pt.as_tensor_variable(c)
    if c.ndim not in (1, 2) or c.dtype not in pt.type.float_dtypes:
        raise ValueError(f"softmax takes a vector or a matrix of floats, not {c.type}")
    return pt.shape_padleft(c, 1) if c.ndim == 1 else c


def binary_crossentropy(output, target):
    """Return -(target log(output) + (1 - target) log(1 - output)), elementwise."""
    return -(target * pt.log(output) + (1.0 - target) * pt.log(1.0 - output))


def sigmoid_binary_crossentropy(output, target):
    """Return `binary_crossentropy` of sigmoid(output), computed so that it stays finite."""
    return target * softplus(-output) + (1.0 - target) * softplus(output)


def categorical_crossentropy(coding_dist, true_dist):
    """Return -sum(true_dist log(coding_dist)) over the last axis: one loss a row.

    true_dist: probabilities of coding_dist's ndim, or an integer vector of labels, one a row.
    Raises TypeError for other types; when the function runs ValueError unless there are as many
    labels as rows, and IndexError for a label out of range.
    """
    coding_dist, true_dist = pt.as_tensor_variable(coding_dist), pt.as_tensor_variable(true_dist)
    if true_dist.ndim == coding_dist.ndim:
        return -pt.sum(true_dist * pt.log(coding_dist), axis=coding_dist.ndim - 1)
    if true_dist.ndim == coding_dist.ndim - 1:
        return crossentropy_categorical_1hot(coding_dist, true_dist)
    raise TypeError(
        f"categorical_crossentropy: rank mismatch, predictions have {coding_dist.ndim} dimensions "
        f"and targets {true_dist.ndim}"
    )


def crossentropy_categorical_1hot(coding_dist, true_one_of_n):
    """Return -log(coding_dist[i, true_one_of_n[i]]) for every row i of a matrix."""
    coding_dist = pt.as_tensor_variable(coding_dist)
    if coding_dist.ndim != 2:
        raise TypeError(f"a matrix of predictions is needed for labels, not {coding_dist.type}")
    labels = class_labels(true_one_of_n, *coding_dist.shape)
    # The logarithm first: only so does PyTensor see the log of a softmax and keep it finite.
    return -pt.log(coding_dist)[pt.arange(labels.shape[0]), labels]
