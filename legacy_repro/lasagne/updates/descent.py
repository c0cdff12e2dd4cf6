"""Gradient descent, plain and with momentum."""

from collections import OrderedDict

import numpy as np

from legacy_repro import theano


def get_or_compute_grads(loss_or_grads, params):
    """Return a list of gradients: the one given, or those of the loss.

    Raises ValueError where a parameter is no shared variable, or the list has another length.
    """
    strangers = [p for p in params if not isinstance(p, theano.compile.SharedVariable)]
    if strangers:
        raise ValueError(
            f"params must be shared variables, got {strangers}: "
            "lasagne.utils.collect_shared_vars() finds those that an expression depends on"
        )
    if not isinstance(loss_or_grads, list):
        return theano.grad(loss_or_grads, params)
    if len(loss_or_grads) != len(params):
        raise ValueError(f"got {len(loss_or_grads)} gradients for {len(params)} parameters")
    return loss_or_grads


def accumulator(param):
    """Return a shared variable of zeros with a parameter's shape, dtype and broadcast pattern."""
    value = param.get_value(borrow=True)
    return theano.shared(np.zeros(value.shape, dtype=value.dtype), shape=param.type.shape)


def sgd(loss_or_grads, params, learning_rate):
    """Stochastic gradient descent: p - learning_rate g."""
    grads = get_or_compute_grads(loss_or_grads, params)
    return OrderedDict(
        (param, param - learning_rate * grad) for param, grad in zip(params, grads, strict=True)
    )


def apply_momentum(updates, params=None, momentum=0.9):
    """Return updates with momentum: v = momentum v + update - p, and p + v.

    updates: a dictionary {parameter: new value}. params: those to apply it to, by default all.
    """
    params = updates.keys() if params is None else params
    updates = OrderedDict(updates)
    for param in params:
        velocity = accumulator(param)
        moved = momentum * velocity + updates[param]
        updates[velocity] = moved - param
        updates[param] = moved
    return updates


def momentum(loss_or_grads, params, learning_rate, momentum=0.9):
    """Stochastic gradient descent with momentum: v = momentum v - learning_rate g, and p + v."""
    return apply_momentum(sgd(loss_or_grads, params, learning_rate), momentum=momentum)


def apply_nesterov_momentum(updates, params=None, momentum=0.9):
    """Return updates with Nesterov momentum: v = momentum v + update - p, and update + momentum v.

    updates: a dictionary {parameter: new value}. params: those to apply it to, by default all.
    """
    params = updates.keys() if params is None else params
    updates = OrderedDict(updates)
    for param in params:
        velocity = accumulator(param)
        velocity_next = momentum * velocity + updates[param] - param
        updates[velocity] = velocity_next
        updates[param] = momentum * velocity_next + updates[param]
    return updates


def nesterov_momentum(loss_or_grads, params, learning_rate, momentum=0.9):
    """Stochastic gradient descent with Nesterov momentum.

    v = momentum v - learning_rate g, and p + momentum v - learning_rate g.
    """
    return apply_nesterov_momentum(sgd(loss_or_grads, params, learning_rate), momentum=momentum)
