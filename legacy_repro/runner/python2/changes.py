"""What the translation of a Python 2 source changes, line by line."""

import functools
import re
from typing import NamedTuple

from legacy_repro.runner.python2 import translation
from legacy_repro.runner.python2.fixes.modules import MODULES

WHAT = {
    "except": "except X, e",
    "exec": "exec statement",
    "funcattrs": "attribute func_...",
    "has_key": "has_key",
    "metaclass": "__metaclass__",
    "methodattrs": "attribute im_...",
    "ne": "<>",
    "nonzero": "__nonzero__",
    "numliterals": "octal or long number",
    "paren": "comprehension without brackets",
    "print": "print statement",
    "raise": "raise X, value",
    "repr": "backticks",
    "sys_exc": "sys.exc_...",
    "throw": "throw(X, value)",
    "tuple_params": "tuple as a parameter",
    "lambdas": "tuple as a parameter",
    "division": "division of integers",
    "literals": "string literal",
}
_METHOD = re.compile(r"\.\s*((?:iter|view)?(?:keys|values|items)|next|sort|decode|translate)\s*\(")


class Change(NamedTuple):
    """One change: its line in the source, what it is about, the new text of the line."""

    line: int
    what: str
    text: str


def changes(source, path, in_package=False, future=()):
    """Return the Changes of a source, in the order of its lines; arguments as in `translate`.

    Raises SyntaxError for what Python 2 refuses. Builtins that only mean something else, as range,
    change no text: they are not among them.
    """
    tree = translation.parse(source, path, future)
    found = _refactor(tree, path)
    for name, fix in translation.fixes(path, in_package):
        if name == "builtins":
            break
        before = _by_line(tree)
        fix(tree)
        after = _by_line(tree)
        changed = [line for line in before.keys() & after.keys() if before[line] != after[line]]
        found += [(line, _what(name, before[line])) for line in changed]
    texts = _by_line(tree)
    return [Change(*each, texts.get(each[0], "").strip()) for each in sorted(set(found))]


def _refactor(tree, path):
    """Let fissix's fixers change a tree; return what they changed, as pairs of a line and what."""
    found = []
    tool = translation.tool()
    fixers = [*tool.pre_order, *tool.post_order]
    for fixer in fixers:
        fixer.transform = functools.partial(_noting, fixer, found)
    try:
        tool.refactor_tree(tree, path)
    finally:
        for fixer in fixers:
            del fixer.transform  # the instance's; that of the class is back
    return found


def _noting(fixer, found, node, results):
    """Transform a node, and note the first line that this changes."""
    line, before = node.get_lineno(), _lines(node)
    new = type(fixer).transform(fixer, node, results)
    pairs = zip(before, _lines(node if new is None else new), strict=False)
    offset = next((offset for offset, (old, now) in enumerate(pairs) if old != now), None)
    if offset is not None:
        what = WHAT[type(fixer).__module__.rpartition("fix_")[2]]
        found.append((line + offset, what))
    return new


def _lines(node):
    return str(node).removeprefix(node.prefix).split("\n")


def _by_line(tree):
    """Return the text of a tree, by the lines of the source it is from."""
    texts = {}
    for line, text in zip(translation.source_lines(tree), str(tree).split("\n"), strict=False):
        texts[line] = f"{texts[line]}\n{text}" if line in texts else text
    return texts


def _what(name, before):
    if name == "methods":
        methods = dict.fromkeys(_METHOD.findall(before)) or ["next"]
        return ", ".join(f".{method}()" for method in methods)
    if name == "imports":
        gone = [word for word in re.findall(r"[\w.]+", before) if word in MODULES]
        return f"module {', '.join(gone)}" if gone else "relative import"
    return WHAT[name]
