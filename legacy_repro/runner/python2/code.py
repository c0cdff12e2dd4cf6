"""Code objects of translated sources: their lines are those of the source."""

import ast
import linecache
import warnings

from legacy_repro.runner.python2 import dialect, translation


def compile_python2(source, path, in_package=False):
    """Return the code object of a Python 2 source, for exec; raises SyntaxError as parse does."""
    tree = parse(source, path, in_package=in_package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(tree, path, "exec", dont_inherit=True)


def parse(source, path, future=(), in_package=False):
    """Return the `ast.Module` of a Python 2 source, translated.

    future: what counts as imported from __future__. Raises SyntaxError for a source that neither
    Python reads: it shows the line at which the one that read further stopped, and a note says
    where each did.
    """
    try:
        text, lines = translation.translate(source, path, in_package, future)
    except SyntaxError as error:
        raise _in_neither(source, path, error) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes like "\d", which Python 2 did not mind
            tree = ast.parse(text)
    except SyntaxError as error:
        raise _in_translation(path, lines, error) from None
    _put_on_lines(tree, lines)
    return tree


def compile_neighbour(source, path, in_package=False):
    """Return the code object of a source that a Python 2 script executes."""
    if dialect.is_python2(source, path, neighbour=True):
        return compile_python2(source, path, in_package)
    return compile(source, path, "exec", dont_inherit=True)


def _put_on_lines(tree, lines):
    """Give every node its line in the source, and no column: those are the translation's."""
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            node.lineno = node.end_lineno = lines[node.lineno - 1]
            node.col_offset = node.end_col_offset = -1


def _in_neither(source, path, as_python2):
    """Return the error of the Python that read further, with a note on both."""
    try:
        compile(source, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        as_python3 = error
    unclosed = "never closed" in as_python3.msg  # fissix only knows that the file has ended
    further = as_python3 if unclosed else max(as_python2, as_python3, key=lambda e: e.lineno or 0)
    further.add_note(
        f"neither Python reads it: Python 2 stops at line {as_python2.lineno} ({as_python2.msg}), "
        f"Python 3 at line {as_python3.lineno} ({as_python3.msg})"
    )
    return further


def _in_translation(path, lines, error):
    """Return an error that Python 3 finds in a translation, at its line in the source."""
    line = lines[error.lineno - 1]
    new = SyntaxError(error.msg, (path, line, None, linecache.getline(path, line)))
    new.add_note(f"translated from Python 2: {error.text.strip()}")
    return new
