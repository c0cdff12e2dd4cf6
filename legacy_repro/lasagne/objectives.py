"""Objectives: the loss of each item of a batch, how to aggregate it, and accuracies."""

import numpy as np
from pytensor.raise_op import Assert

from legacy_repro import names
from legacy_repro.lasagne.utils import as_theano_expression
from legacy_repro.ops.class_labels import class_labels
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor import nnet


def align_targets(predictions, targets):
    """Return both; a vector of targets for predictions of shape (n, 1) becomes a column.

    Without this they would broadcast to (n, n). It is done where the predictions are known to have
    one column when the graph is built, as behind a layer of one unit.
    """
    one_column = getattr(predictions, "broadcastable", None) == (False, True)
    if one_column and getattr(targets, "ndim", None) == 1:
        targets = as_theano_expression(targets).dimshuffle(0, "x")
    return predictions, targets


def binary_crossentropy(predictions, targets):
    """Return -(t log(p) + (1 - t) log(1 - p)) for each element, p in (0, 1) and t in [0, 1]."""
    predictions, targets = align_targets(predictions, targets)
    return nnet.binary_crossentropy(predictions, targets)


def categorical_crossentropy(predictions, targets):
    """Return -log of the probability of the target for each item.

    predictions: (n, classes) probabilities, as of softmax.
    targets: (n,) class numbers, or (n, classes) probabilities.
    """
    return nnet.categorical_crossentropy(predictions, targets)


def squared_error(a, b):
    """Return (a - b)**2 for each element."""
    a, b = align_targets(a, b)
    return T.square(a - b)


def huber_loss(predictions, targets, delta=1):
    """Return e**2 / 2 where the error e = |p - t| is up to delta, and delta (e - delta / 2) beyond.

    Huber, "Robust estimation of a location parameter", 1964.
    """
    predictions, targets = align_targets(predictions, targets)
    error = abs(targets - predictions)
    near = 0.5 * squared_error(targets, predictions)
    far = delta * (error - delta / 2.0)
    return T.switch(error <= delta, near, far)


def binary_hinge_loss(predictions, targets, delta=1, log_odds=None, binary=True):
    """Return max(0, delta - p t) for each element, t being -1 or 1.

    predictions: log-odds with log_odds=True, probabilities in (0, 1) with log_odds=False.
    targets: 0 or 1 with binary=True, else -1 or 1.
    Raises FutureWarning (as an error, as in Lasagne) where log_odds is not given.
    """
    if log_odds is None:
        raise FutureWarning(
            "binary_hinge_loss needs log_odds: True for predictions that are log-odds (a linear "
            "output layer), False for probabilities (a sigmoid one)"
        )
    if not log_odds:
        predictions = T.log(predictions / (1 - predictions))
    if binary:
        targets = 2 * targets - 1
    predictions, targets = align_targets(predictions, targets)
    return nnet.relu(delta - predictions * targets)


def multiclass_hinge_loss(predictions, targets, delta=1):
    """Return max(0, largest score of a wrong class - score of the right one + delta) per item.

    predictions: (n, classes) scores.
    targets: (n,) class numbers, or (n, classes) with a single 1 in each row and 0 elsewhere.
    Raises TypeError for targets of another rank; when the function runs IndexError for a class
    number out of range, AssertionError for a row without a single 1.
    """
    # Masks, as the lengths of what nonzero() finds depend on the data: XLA cannot compile that.
    if targets.ndim == predictions.ndim - 1:
        labels = class_labels(targets, *predictions.shape)
        is_right = T.eq(T.shape_padright(labels), T.arange(predictions.shape[1]))
    elif targets.ndim == predictions.ndim:
        is_right = _one_in_each_row(T.eq(targets, 1))
    else:
        raise _rank_mismatch(predictions, targets)
    right = T.sum(T.switch(is_right, predictions, 0), axis=1)
    wrong = T.max(T.switch(is_right, -np.inf, predictions), axis=1)
    return nnet.relu(wrong - right + delta)


def _one_in_each_row(is_right):
    single = T.all(T.eq(T.sum(is_right, axis=1), 1))
    return Assert("targets of multiclass_hinge_loss need a single 1 in each row")(is_right, single)


def binary_accuracy(predictions, targets, threshold=0.5):
    """Return whether (p >= threshold) equals the target, 0 or 1, for each element."""
    predictions, targets = align_targets(predictions, targets)
    return T.eq(T.ge(predictions, threshold), targets)


def categorical_accuracy(predictions, targets, top_k=1):
    """Return whether the target is among the top_k classes of highest probability, for each item.

    predictions: (n, classes) probabilities.
    targets: (n,) class numbers, or (n, classes) with 1 at the class.
    Raises TypeError for targets of another rank.
    """
    if targets.ndim == predictions.ndim:
        targets = T.argmax(targets, axis=-1)
    elif targets.ndim != predictions.ndim - 1:
        raise _rank_mismatch(predictions, targets)
    if top_k == 1:
        return T.eq(T.argmax(predictions, axis=-1), targets)
    best = T.argsort(predictions, axis=-1)[..., -top_k:]
    return T.any(T.eq(best, T.shape_padaxis(targets, axis=-1)), axis=-1)


def aggregate(loss, weights=None, mode="mean"):
    """Return one number for the losses of all items, each times its weight where weights are given.

    mode: "mean", "sum", or "normalized_sum": the sum over the sum of the weights.
    Raises ValueError for another mode, and for "normalized_sum" without weights.
    """
    if mode not in ("mean", "sum", "normalized_sum"):
        raise ValueError(f"mode must be 'mean', 'sum' or 'normalized_sum', got {mode!r}")
    if mode == "normalized_sum" and weights is None:
        raise ValueError("mode='normalized_sum' needs weights: give them, or take mode='mean'")
    if weights is not None:
        loss = loss * weights
    if mode == "mean":
        return loss.mean()
    if mode == "sum":
        return loss.sum()
    return loss.sum() / weights.sum()


def _rank_mismatch(predictions, targets):
    return TypeError(
        f"predictions of {predictions.ndim} dimensions need targets of {predictions.ndim - 1} "
        f"(class numbers) or {predictions.ndim} (one-hot), got {targets.ndim}"
    )


__getattr__ = names.absent(__name__)
