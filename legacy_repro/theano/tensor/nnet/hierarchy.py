"""Softmax of two levels, for many outputs: of a class first, then within the class."""

import pytensor.tensor as pt

from legacy_repro.theano.tensor.nnet.crossentropies import softmax


def h_softmax(
    x, batch_size, n_outputs, n_classes, n_outputs_per_class, W1, b1, W2, b2, target=None
):
    """Return the probability of the targets, one a row of x, or without targets of all outputs.

    A softmax of two levels: first over n_classes with W1 (features, n_classes) and b1, then within
    a class with W2 (n_classes, features, n_outputs_per_class) and b2 (n_classes, n_outputs_per_
    class). Output k is k % n_outputs_per_class of class k // n_outputs_per_class.
    """
    class_probabilities = softmax(pt.dot(x, W1) + b1)
    if target is None:
        scores = pt.tensordot(x, W2, axes=((1,), (1,))) + b2
        within = pt.special.softmax(scores, axis=-1)
        joint = class_probabilities.dimshuffle(0, 1, "x") * within
        return joint.reshape((batch_size, n_classes * n_outputs_per_class))[:, :n_outputs]
    target = target.flatten()
    of_class, in_class = target // n_outputs_per_class, target % n_outputs_per_class
    rows = pt.arange(batch_size)
    scores = (x[:, :, None] * W2[of_class]).sum(axis=1) + b2[of_class]
    within = softmax(scores)[rows, in_class]
    return class_probabilities[rows, of_class] * within
