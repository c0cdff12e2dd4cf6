"""Theano's flags in a source: `theano.config.x = v`, and THEANO_FLAGS in `os.environ`."""

import ast
import re

import pytensor

from legacy_repro import flags
from legacy_repro.check.findings import Verdict
from legacy_repro.theano import configuration
from legacy_repro.theano.configdefaults import PARAMETERS

PREFIX = "theano.config."
IGNORED = "ignored: it means nothing to PyTensor"


def of_setting(name):
    """Return the Verdict on a setting that is set, None of another name."""
    return _set(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None


def _set(option):
    if option == "device":
        now = "no effect; `--backend` says where to compute"
        return Verdict("mapped", PREFIX + option, now)
    if not configuration.knows(option):
        return Verdict("mapped", PREFIX + option, IGNORED)
    heir = _heir(option)
    now = f"legacy_repro.{PREFIX}{option}" if heir is None else f"pytensor.config.{heir.name}"
    return Verdict("works", PREFIX + option, now)


def _heir(option):
    return getattr(type(pytensor.config), option.replace(".", "__"), None)


def statements(tree):
    """Yield the statements of a tree that have no statements in them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            yield node


def in_environment(statement):
    """Yield pairs of a node and the Verdict on what a statement puts there into THEANO_FLAGS."""
    nodes = list(ast.walk(statement))
    if not any(isinstance(node, ast.Constant) and node.value == "THEANO_FLAGS" for node in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "=" in node.value:
            yield from ((node, verdict) for verdict in _flags(node.value))


def _flags(text):
    try:
        given = flags.parse(text)
    except ValueError as error:
        yield Verdict("cannot", "THEANO_FLAGS", str(error), "mend the text")
        return
    for part in flags.without_value(text):
        if not _is_put_together(part):
            yield Verdict("mapped", f"THEANO_FLAGS {part}", "ignored: it has no value")
    for option, value in given.items():
        if re.fullmatch(r"[\w.]+", option) and not _is_put_together(value):
            yield _flag(option, value)


def _is_put_together(text):
    """Say whether a text is only known as the script runs: "device=%s"."""
    return re.search("[%{]", text)


def _flag(option, value):
    name = f"THEANO_FLAGS {option}={value}"
    if option == "device":
        if value.startswith("cpu"):
            return Verdict("works", name, "C")
        return Verdict("mapped", name, "JAX on a GPU, where one is; else C")
    refusal = _refusal(option, value)
    if refusal:
        return Verdict("cannot", name, refusal, "give a value that Theano knows")
    return _set(option)._replace(name=name)


def _refusal(option, value):
    """Return why a setting does not take a value, "" if it does."""
    parameter = PARAMETERS.get(option) or _heir(option)
    meaning = {"linker": configuration.LINKERS, "mode": configuration.MODES}.get(option, {})
    # To look at a folder makes it.
    if parameter is None or option in flags.FOLDERS:
        return ""
    try:
        parameter.apply(meaning.get(value, value))
    except ValueError as error:
        return " ".join(str(error).split())
    return ""
