"""``theano.function``."""

import pytensor
from pytensor.compile.mode import Mode

from legacy_repro.theano.configuration import config


def function(
    inputs,
    outputs=None,
    mode=None,
    updates=None,
    givens=None,
    no_default_updates=False,
    accept_inplace=False,
    name=None,
    rebuild_strict=True,
    allow_input_downcast=None,
    profile=None,
    on_unused_input=None,
):
    """Compile a graph into a callable.

    Arguments as in Theano 1.0. Updates and givens may also be iterators, `zip(params, new)` for
    instance, which in Python 2 was a list.
    """
    options = {"no_default_updates": no_default_updates} if no_default_updates else {}
    return pytensor.function(
        inputs,
        outputs,
        mode=_mode(mode),
        updates=_listed(updates),
        givens=_listed(givens),
        accept_inplace=accept_inplace,
        name=name,
        rebuild_strict=rebuild_strict,
        allow_input_downcast=allow_input_downcast,
        profile=profile,
        on_unused_input=on_unused_input,
        **options,
    )


def _listed(pairs):
    """Return an iterator as a list: PyTensor would use it up before it looks at it."""
    return pairs if pairs is None or hasattr(pairs, "keys") else list(pairs)


def _mode(mode):
    """Return the mode asked for, or the one of a ``config.optimizer`` set after the import."""
    chosen = mode is None and config.mode == "Mode"
    if chosen and config.optimizer != pytensor.config.optimizer:
        return Mode(linker=pytensor.config.linker, optimizer=config.optimizer)
    return mode
