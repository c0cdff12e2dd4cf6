"""Check one source: its Report."""

import contextlib
import os
import re
import sys

from legacy_repro.check import data, files, paths, settings
from legacy_repro.check.findings import Finding, Report
from legacy_repro.check.judge import Judge
from legacy_repro.check.lookup import OURS
from legacy_repro.check.source import read
from legacy_repro.check.uses import Uses
from legacy_repro.runner.notebook.cells import NotebookError


def report(path, content, below=frozenset(), neighbour=False):
    """Return the Report of a file, and the Uses in it.

    content: its bytes, or the error that reading it gave; below: see `judge.Judge`; neighbour: it
    is Python 2 unless it shows that it is Python 3.
    """
    if isinstance(content, OSError):
        finding = Finding(1, None, "cannot", "file", str(content), "make it readable")
        return Report(path, None, [finding]), None
    try:
        with _deep():
            source = read(path, content, neighbour)
            uses = Uses([part.tree for part in source.parts])
            resolved = uses.resolved()
            judge = Judge(resolved, _beside(source) - set(OURS), below)
            found = {*_translated(source), *_judged(source, resolved, judge), *_in_strings(source)}
    except (SyntaxError, NotebookError, RecursionError) as error:
        return Report(path, None, [_unreadable(error)]), None
    found = sorted(found, key=_place)
    return Report(path, source.python, found, judge.unseen(resolved)), uses


@contextlib.contextmanager
def _deep():
    """Let a sum of thousands of terms be walked through: Python itself compiles deeper trees."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 200_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _place(finding):
    return finding.cell or 0, finding.line, finding.column or 0, finding.kind, finding.name


def _unreadable(error):
    notes = "; ".join(getattr(error, "__notes__", []))
    if isinstance(error, SyntaxError):
        line, remedy = error.lineno or 1, notes or "mend the line"
        return Finding(line, error.offset, "cannot", "syntax error", error.msg, remedy)
    name = "notebook" if isinstance(error, NotebookError) else "nesting"
    return Finding(1, None, "cannot", name, str(error))


def _translated(source):
    for part in source.parts:
        for line, what, text in part.changes:
            yield Finding(line, None, "translated", what, text, "", part.cell, (line, line))


def _beside(source):
    """Return the names of the modules that a source finds in folders of its own."""
    trees = [part.tree for part in source.parts]
    places = [os.path.dirname(source.path), *paths.added(trees, source.path)]
    return {name for place in places for name in files.beside(place)}


def _judged(source, resolved, judge):
    for use in resolved:
        verdict, part = judge.verdict(use), source.parts[use.part]
        if verdict and (verdict.kind != "translated" or _is_written(verdict.name, use, part)):
            yield _finding(part, use.node, use.span, verdict)


def _is_written(name, use, part):
    """Say whether a name stands in the line of a use, or only the translation has it there."""
    return re.search(rf"\b{re.escape(name)}\b", part.lines[use.node.lineno - 1])


def _in_strings(source):
    folder = os.path.dirname(source.path)
    is_fetched = data.fetches(
        node.value for part in source.parts for node in data.strings(part.tree)
    )
    for part in source.parts:
        opened = set() if is_fetched else data.opened(part.tree)
        for node in data.strings(part.tree):
            for found in data.of_string(node.value, folder, id(node) in opened):
                yield _finding(part, node, (node.lineno, node.end_lineno), found)
        for statement in settings.statements(part.tree):
            for node, found in settings.in_environment(statement):
                yield _finding(part, node, (statement.lineno, statement.end_lineno), found)


def _finding(part, node, span, verdict):
    column = _column(part, node, verdict.name)
    return Finding(node.lineno, column, *verdict[:4], part.cell, span)


def _column(part, node, name):
    """Return the column of a node; a translation has none: there the last word is looked for."""
    if node.col_offset >= 0:
        return node.col_offset + 1
    line = part.lines[node.lineno - 1] if node.lineno <= len(part.lines) else ""
    return line.find(name.rpartition(".")[2]) + 1 or None
