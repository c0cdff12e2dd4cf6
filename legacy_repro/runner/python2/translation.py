"""A Python 2 source as Python 3 text, and the line of the source that each of its lines is from."""

import functools
import io
import os
import re
import tokenize
from typing import NamedTuple

_FIXERS = [
    "except",
    "exec",
    "funcattrs",
    "has_key",
    "metaclass",
    "methodattrs",
    "ne",
    "nonzero",
    "numliterals",
    "paren",
    "print",
    "raise",
    "repr",
    "sys_exc",
    "throw",
    "tuple_params",
]
_FUTURE = re.compile(r"^from +__future__ +import +([\w ,]+|\([\w\s,]+\))", re.MULTILINE)
_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class Translation(NamedTuple):
    text: str
    lines: list[int]  # lines[i]: the source's line, counted from 1, that line i + 1 is from


def translate(source, path, in_package=False, future=()):
    """Return a Translation of a Python 2 source.

    source: bytes or str. path: where it lies: modules beside it are not those of the standard
    library. in_package: whether a module beside it is imported by its bare name. future: names that
    count as imported from __future__. Raises SyntaxError for what Python 2 refuses.
    """
    from legacy_repro.runner.python2.fixes import (
        builtins,
        division,
        imports,
        lambdas,
        literals,
        methods,
    )
    from legacy_repro.runner.python2.names import NAMES

    tree = _parse(decode(source), path, future)
    lambdas.fix(tree)
    division.fix(tree)
    methods.fix(tree)
    imports.fix(tree, os.path.dirname(os.path.abspath(path)), in_package)
    literals.fix(tree)
    builtins.fix(tree, NAMES)
    return Translation(_utf8_cookie(str(tree)), _lines(tree))


def decode(source):
    """Return a source as text that ends in a newline; what is not UTF-8 is read as latin-1."""
    if isinstance(source, bytes):
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
            source = source.decode(encoding)
        except (SyntaxError, UnicodeDecodeError):
            source = source.decode("latin-1")
    return source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _parse(text, path, future):
    """Return fissix's tree of a source, its own fixers applied; raise SyntaxError with the line."""
    from fissix.pgen2.parse import ParseError
    from fissix.pgen2.tokenize import TokenError

    try:
        return _fissix(text, path, future)
    except ParseError as error:
        what, (line, column) = "invalid syntax", error.context[1]
    except TokenError as error:
        what, (line, column) = error.args
    lines = [*text.split("\n"), ""]
    shown = lines[min(line, len(lines)) - 1]
    raise SyntaxError(what, (path, line, column + 1, shown))


def _fissix(text, path, future):
    from fissix import pygram

    from legacy_repro.runner.python2 import indentation

    tool = _tool()
    names = {*future, *re.findall(r"\w+", " ".join(_FUTURE.findall(text)))}
    tool.driver.grammar = (
        pygram.python_grammar_no_print_statement
        if "print_function" in names
        else pygram.python_grammar
    )
    tree = tool.driver.parse_string(indentation.expand(text))
    tree.future_features = names
    tool.refactor_tree(tree, path)
    return tree


@functools.cache
def _tool():
    """Return fissix's machine with the fixers for what is no name and no call."""
    from fissix.refactor import RefactoringTool

    return RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS])


def _lines(tree):
    """Return, for each line of a tree's text, the line of the source that it is from."""
    lines, last = [0], 1
    for leaf in tree.leaves():
        lines += [0] * leaf.prefix.count("\n")
        last = leaf.lineno or last
        lines[-1] = lines[-1] or last
        for _ in range(str(leaf.value).count("\n")):
            last += 1
            lines.append(0)
    return [line or last for line in lines]


def _utf8_cookie(text):
    """Return a text whose coding cookie, if it has one, is utf-8."""
    first = text.split("\n", 2)
    for number, line in enumerate(first[:2]):
        cookie = _COOKIE.match(line)
        if cookie:
            first[number] = line[: cookie.start(1)] + "utf-8" + line[cookie.end(1) :]
            break
    return "\n".join(first)
