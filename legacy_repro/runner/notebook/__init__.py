"""Run a notebook's cells in order, as if by hand.

What only a live notebook has, the magics, is left out; `magics` says which ones are not. The value
of a cell's last line is printed, and the figures of a cell are shown as it ends.
"""

import ast
import linecache
import sys
import traceback

from legacy_repro.runner.notebook import display, magics
from legacy_repro.runner.notebook.cells import NotebookError, read
from legacy_repro.say import say


def steps(content, path, python2=None):
    """Yield the code objects of a notebook, to be executed in turn in one namespace.

    content: the bytes of the file; path: what tracebacks call it, which name the cell and its line.
    python2: translates, by ``is_python2(source, path)`` of all cells in one and, for each cell,
    ``parse(source, name, future)``, which returns an `ast.Module`; future: what the cells before
    imported from __future__. Without it a notebook is Python 3. A cell is compiled when its turn
    comes. Raises NotebookError for a damaged file.
    """
    notebook = read(content, path)
    cells, left_out = magics.replace(notebook.cells)
    if left_out:
        say(f"{path}: left out, as only a live notebook has it: {', '.join(left_out)}")
    display.install()
    sys.excepthook = traceback.print_exception  # Python 3.12's own shows no line of a cell
    parse = _parser(notebook, cells, path, python2)
    future = set()
    for number, source in enumerate(cells, 1):
        name = f"{path}, cell {number}"
        _remember(name, notebook.cells[number - 1])
        tree = parse(source, name, future)
        future |= _future(tree)
        display.import_from_here(tree)
        yield from _codes(tree, name, source.rstrip().endswith(";"))
        _show_figures()


def _parser(notebook, cells, path, python2):
    """Return the function that parses a cell, given its source, its name and __future__ names."""
    if python2 is not None:
        source = "\n".join(cells).encode()
        if notebook.python2 or python2.is_python2(source, path):
            return python2.parse
    return lambda source, name, future: ast.parse(source, name)


def _future(tree):
    """Return the names that a cell imports from __future__."""
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    return {alias.name for node in imports if node.module == "__future__" for alias in node.names}


def _remember(name, source):
    """Give tracebacks the lines of a cell."""
    linecache.cache[name] = (len(source), None, f"{source}\n".splitlines(keepends=True), name)


def _codes(tree, name, quiet):
    """Yield a cell as one code object, its last line as another if that is to be displayed."""
    body = tree.body
    shown = body[-1:] if body and isinstance(body[-1], ast.Expr) and not quiet else []
    rest = ast.Module(body[: len(body) - len(shown)], [])
    yield compile(rest, name, "exec", dont_inherit=True)
    if shown:
        yield compile(ast.Interactive(shown), name, "single", dont_inherit=True)


def _show_figures():
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].show(block=True)
