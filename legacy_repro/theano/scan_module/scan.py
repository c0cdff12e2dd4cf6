"""``theano.scan``: PyTensor's scan, returning (outputs, updates) as Theano's did."""

import warnings

import pytensor
from pytensor.scan.op import Scan

from legacy_repro import names
from legacy_repro.ops.random_state.type import SelfUpdating
from legacy_repro.ops.unbroadcast import unbroadcast
from legacy_repro.theano.gof.testvalues import filled
from legacy_repro.theano.updates import OrderedUpdates


@filled
def scan(
    fn,
    sequences=None,
    outputs_info=None,
    non_sequences=None,
    n_steps=None,
    truncate_gradient=-1,
    go_backwards=False,
    mode=None,
    name=None,
    profile=False,
    allow_gc=None,
    strict=False,
    return_list=False,
):
    """Loop over sequences symbolically; return outputs and the updates of shared variables.

    Arguments as in Theano 1.0.
    """
    options = {"n_steps": n_steps, "truncate_gradient": truncate_gradient, "mode": mode}
    options |= {"go_backwards": go_backwards, "name": name, "profile": profile, "strict": strict}
    options |= {"allow_gc": allow_gc, "return_list": return_list, "non_sequences": non_sequences}
    try:
        outputs, updates = with_updates(pytensor.scan, fn, sequences, outputs_info, **options)
        _check_states(outputs)
    except TypeError as error:
        if "Inconsistency in the inner graph" not in str(error):
            raise
        # PyTensor wants each step to be typed as its initial state is, (1, n) for instance.
        outputs_info = _untyped(outputs_info)
        outputs, updates = with_updates(pytensor.scan, fn, sequences, outputs_info, **options)
    if isinstance(outputs, list | tuple):
        return [_of_any_length(output) for output in outputs], updates
    return _of_any_length(outputs), updates


def with_updates(scan, *args, **kwargs):
    """Call a scan of PyTensor's; return its outputs, and its updates as Theano's were."""
    with warnings.catch_warnings():
        # PyTensor announces that scan will stop returning updates; scripts unpack two values.
        warnings.filterwarnings("ignore", "Scan return signature will change", DeprecationWarning)
        warnings.filterwarnings("ignore", "The `mode` argument of `scan`", FutureWarning)
        outputs, updates = scan(*args, **kwargs)
    for variable, update in updates.items():
        if isinstance(variable, SelfUpdating):
            # So a function that is not given the updates draws new numbers at every call.
            variable.default_update = update
    return outputs, OrderedUpdates(updates)


def _of_any_length(output):
    """Return an output that is not broadcast where PyTensor knows that there is one step."""
    return unbroadcast(output, 0) if getattr(output, "ndim", 0) else output


def _check_states(outputs):
    """Raise now the TypeError of states and steps of different types, not when compiling."""
    for output in outputs if isinstance(outputs, list | tuple) else [outputs]:
        node = getattr(output, "owner", None)
        while node and not isinstance(node.op, Scan):
            node = node.inputs[0].owner if node.inputs else None
        if node:
            node.op.validate_inner_graph()


def _untyped(outputs_info):
    """Return initial states whose types say nothing of lengths of 1."""
    if isinstance(outputs_info, list | tuple):
        return [_untyped(info) for info in outputs_info]
    if isinstance(outputs_info, dict):
        return {**outputs_info, "initial": _untyped(outputs_info.get("initial"))}
    ndim = getattr(outputs_info, "ndim", 0)
    return unbroadcast(outputs_info, *range(ndim)) if ndim else outputs_info


__getattr__ = names.absent(__name__)
