"""``theano.function``."""

import warnings

import pytensor
from pytensor.compile.debug.dump import function_dump
from pytensor.compile.mode import Mode

from legacy_repro import names
from legacy_repro.theano.compile.defaults import Argument, FunctionOfNames
from legacy_repro.theano.compile.function_module import Function
from legacy_repro.theano.compile.io import wrapped
from legacy_repro.theano.configuration import MODES, config


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

    Arguments as in Theano 1.0: inputs may have default values or be states (`In`, `Param`,
    tuples), outputs may be a dictionary. Updates and givens may also be iterators, `zip(params,
    new)` for instance, which in Python 2 was a list.
    """
    if not isinstance(inputs, list | tuple):
        raise TypeError(f"the inputs of a function are a list, even if there is one, not {inputs}")
    inputs = [wrapped(given) for given in inputs]
    keys = sorted(outputs) if isinstance(outputs, dict) else None
    assert keys is None or all(isinstance(key, str) for key in keys), f"outputs named {keys}"
    options = {"no_default_updates": no_default_updates} if no_default_updates else {}
    options |= {
        "outputs": outputs if keys is None else [outputs[key] for key in keys],
        "mode": _mode(mode),
        "updates": _listed(updates),
        "givens": _listed(givens),
        "accept_inplace": accept_inplace,
        "name": name,
        "rebuild_strict": rebuild_strict,
        "allow_input_downcast": allow_input_downcast,
        "profile": profile,
        "on_unused_input": on_unused_input,
    }
    if keys is None and all(getattr(given, "default", None) is None for given in inputs):
        return Function.of(_compiled(inputs, options))
    return _with_names(inputs, keys, options)


def _with_names(inputs, keys, options):
    """Compile a function with default values and states, or with names of outputs."""
    arguments = [Argument(given) for given in inputs]
    pairs = list(zip(inputs, arguments, strict=True))
    states = [(given, argument.state) for given, argument in pairs if argument.state is not None]
    options["givens"] = _pairs(options["givens"]) + [(x.variable, state) for x, state in states]
    updates = [(state, x.update) for x, state in states if x.update is not None]
    options["updates"] = _pairs(options["updates"]) + updates
    given = [given for given, argument in pairs if argument.state is None]
    function = FunctionOfNames.of(_compiled(given, options))
    function.arguments, function.keys = arguments, keys
    return function


def _compiled(inputs, options):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The no_default_updates parameter", DeprecationWarning)
        return pytensor.function(inputs, **options)


def _pairs(listed):
    return list(listed.items() if hasattr(listed, "keys") else listed or [])


def _listed(pairs):
    """Return an iterator as a list: PyTensor would use it up before it looks at it."""
    return pairs if pairs is None or hasattr(pairs, "keys") else list(pairs)


def _mode(mode):
    """Return the mode asked for, or the one of a ``config.optimizer`` set after the import."""
    chosen = mode is None and config.mode == "Mode"
    if chosen and config.optimizer != pytensor.config.optimizer:
        return Mode(linker=pytensor.config.linker, optimizer=config.optimizer)
    return MODES.get(mode, mode) if isinstance(mode, str) else mode


__getattr__ = names.absent(__name__)
