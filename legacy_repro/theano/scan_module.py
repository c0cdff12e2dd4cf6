"""``theano.scan``: PyTensor's scan, returning (outputs, updates) as Theano's did."""

import warnings

import pytensor

from legacy_repro import names
from legacy_repro.ops.random_state.type import SelfUpdating
from legacy_repro.theano.updates import OrderedUpdates


def scan(fn, *args, **kwargs):
    """Loop over sequences symbolically; return outputs and the updates of shared variables.

    Arguments as in Theano 1.0: sequences, outputs_info, non_sequences, n_steps, truncate_gradient,
    go_backwards, mode, name, profile, allow_gc, strict.
    """
    with warnings.catch_warnings():
        # PyTensor announces that scan will stop returning updates; scripts unpack two values.
        warnings.filterwarnings("ignore", "Scan return signature will change", DeprecationWarning)
        outputs, updates = pytensor.scan(fn, *args, **kwargs)
    for variable, update in updates.items():
        if isinstance(variable, SelfUpdating):
            # So a function that is not given the updates draws new numbers at every call.
            variable.default_update = update
    return outputs, OrderedUpdates(updates)


__getattr__ = names.absent(__name__)
