"""A file as syntax trees: one of a script, one a cell of a notebook, with its own lines."""

import ast
import os
import warnings
from typing import NamedTuple

from legacy_repro.runner import python2
from legacy_repro.runner.python2 import translation
from legacy_repro.runner.python2.changes import changes


class Part(NamedTuple):
    """A script or a cell: its tree, its lines, what its translation changes, its number."""

    tree: ast.Module
    lines: list[str]
    changes: list
    cell: int | None = None


class Source(NamedTuple):
    """A file: its path, the Python it is written for, its parts."""

    path: str
    python: int
    parts: list[Part]


def read(path, content, neighbour=False):
    """Return the Source of a file, of which nothing is run.

    content: its bytes; neighbour: it is Python 2 unless it shows that it is Python 3. Raises
    SyntaxError, and NotebookError for a damaged notebook.
    """
    if path.endswith(".ipynb"):
        return _notebook(path, content)
    if python2.is_python2(content, path, neighbour):
        in_package = os.path.exists(os.path.join(os.path.dirname(path), "__init__.py"))
        return Source(path, 2, [_of_python2(content, path, in_package=in_package)])
    return Source(path, 3, [_of_python3(content, path)])


def _of_python2(source, path, cell=None, future=(), in_package=False):
    tree = python2.parse(source, path, future, in_package)
    changed = changes(source, path, in_package, future)
    return Part(_alive(tree), translation.decode(source).split("\n"), changed, cell)


def _of_python3(source, path, cell=None):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source, path)
        except ValueError as error:  # a null byte
            raise SyntaxError(str(error), (path, 1, 1, "")) from None
    return Part(_alive(tree), translation.decode(source).split("\n"), [], cell)


def _alive(tree):
    """Empty the bodies of `if 0:` and the like, which never run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Constant) and not node.test.value:
            node.body = [ast.copy_location(ast.Pass(), node.body[0])]
    return tree


def _notebook(path, content):
    from legacy_repro.runner.notebook import magics
    from legacy_repro.runner.notebook.cells import read as read_cells

    notebook = read_cells(content, path)
    cells, _ = magics.replace(notebook.cells)
    whole = "\n".join(cells).encode()
    of_python2 = notebook.python2 or python2.is_python2(whole, path)
    parts, future = [], set()
    for number, source in enumerate(cells, 1):
        name = f"{path}, cell {number}"
        part = (
            _of_python2(source, name, number, future)
            if of_python2
            else _of_python3(source, name, number)
        )
        future |= _future(part.tree)
        parts.append(part)
    return Source(path, 2 if of_python2 else 3, parts)


def _future(tree):
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for alias in node.names
    }
