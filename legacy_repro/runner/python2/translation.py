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
    tree = parse(source, path, future)
    tool().refactor_tree(tree, path)
    for _, fix in fixes(path, in_package):
        fix(tree)
    return Translation(_utf8_cookie(str(tree)), source_lines(tree))


def fixes(path, in_package):
    """Return our fixers in their order, as pairs of a name and a function of a tree."""
    from legacy_repro.runner.python2.fixes import (
        builtins,
        division,
        imports,
        lambdas,
        literals,
        methods,
    )
    from legacy_repro.runner.python2.names import NAMES

    folder = os.path.dirname(os.path.abspath(path))
    return [
        ("lambdas", lambdas.fix),
        ("division", division.fix),
        ("methods", methods.fix),
        ("imports", lambda tree: imports.fix(tree, folder, in_package)),
        ("literals", literals.fix),
        ("builtins", lambda tree: builtins.fix(tree, NAMES)),
    ]


def decode(source):
    """Return a source as text that ends in a newline; what is not UTF-8 is read as latin-1."""
    if isinstance(source, bytes):
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
            source = source.decode(encoding)
        except (SyntaxError, UnicodeDecodeError):
            source = source.decode("latin-1")
    return source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def parse(source, path, future=()):
    """Return fissix's tree of a source as it is; raise SyntaxError with the line."""
    from fissix.pgen2.parse import ParseError
    from fissix.pgen2.tokenize import TokenError

    text = decode(source)
    try:
        return _parse(text, future)
    except ParseError as error:
        what, (line, column) = "invalid syntax", error.context[1]
    except TokenError as error:
        what, (line, column) = error.args
    lines = [*text.split("\n"), ""]
    shown = lines[min(line, len(lines)) - 1]
    raise SyntaxError(what, (path, line, column + 1, shown))


def _parse(text, future):
    from fissix import pygram

    from legacy_repro.runner.python2 import indentation

    driver = tool().driver
    names = {*future, *re.findall(r"\w+", " ".join(_FUTURE.findall(text)))}
    driver.grammar = (
        pygram.python_grammar_no_print_statement
        if "print_function" in names
        else pygram.python_grammar
    )
    tree = driver.parse_string(indentation.expand(text))
    tree.future_features = names
    return tree


@functools.cache
def tool():
    """Return fissix's machine with the fixers for what is no name and no call."""
    from fissix.refactor import RefactoringTool

    return RefactoringTool([f"fissix.fixes.fix_{name}" for name in _FIXERS])


def source_lines(tree):
    """Return, for each line of a tree's text, the line of the source that it is from."""
    lines, last = [0], 1
    for leaf in tree.leaves():
        begun = leaf.prefix.count("\n")
        lines += [0] * begun
        last = leaf.lineno or last + begun  # a fixer's leaf has no number
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
