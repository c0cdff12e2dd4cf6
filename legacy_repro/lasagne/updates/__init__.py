"""Updates: from a loss, or its gradients, and parameters to the new values of one training step.

Each rule takes ``(loss_or_grads, params, ...)``: a scalar expression or a list of gradients, and a
list of shared variables. It returns an OrderedDict {shared variable: new value} for
``theano.function(updates=...)``. Rates and decays are numbers, shared variables or expressions.
"""

from legacy_repro import names
from legacy_repro.lasagne.updates.adaptive import (
    adadelta,
    adagrad,
    adam,
    adamax,
    amsgrad,
    rmsprop,
)
from legacy_repro.lasagne.updates.constraints import norm_constraint, total_norm_constraint
from legacy_repro.lasagne.updates.descent import (
    apply_momentum,
    apply_nesterov_momentum,
    get_or_compute_grads,
    momentum,
    nesterov_momentum,
    sgd,
)

__all__ = [
    "sgd",
    "apply_momentum",
    "momentum",
    "apply_nesterov_momentum",
    "nesterov_momentum",
    "adagrad",
    "rmsprop",
    "adadelta",
    "adam",
    "adamax",
    "amsgrad",
    "norm_constraint",
    "total_norm_constraint",
]


__getattr__ = names.absent(__name__)
