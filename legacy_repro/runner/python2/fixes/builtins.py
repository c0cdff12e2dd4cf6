"""The import of the builtins that a source uses as Python 2 had them."""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from legacy_repro.runner.python2.fixes import tree as build

_HOME = "legacy_repro.runner.python2.builtins"


def fix(tree, names):
    """Import those of ``names`` that the tree uses, after its docstring and __future__."""
    if not tree.children:  # nothing but comments
        return
    used = sorted({leaf.value for leaf in tree.leaves() if build.is_free(leaf)} & names)
    text = f"from {_HOME} import {', '.join(used)}" if used else f"import {_HOME}"
    position = next(i for i, node in enumerate(tree.children) if not _comes_first(node, i))
    after = tree.children[position]
    line = Node(syms.simple_stmt, [Leaf(token.NAME, text), Leaf(token.NEWLINE, "\n")])
    line.prefix, after.prefix = after.prefix, ""
    tree.insert_child(position, line)


def _comes_first(statement, index):
    """Say whether a statement is a docstring or an import from __future__."""
    text = str(statement).strip()
    is_docstring = (
        index == 0 and bool(statement.children) and (statement.children[0].type == token.STRING)
    )
    return is_docstring or text.startswith("from __future__")
