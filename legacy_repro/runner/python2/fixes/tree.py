"""Nodes of fissix's syntax tree."""

from fissix.fixer_util import Comma, Name
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node


def call(name, arguments, prefix=""):
    """Return the node ``name(arguments)``; arguments are nodes without a parent."""
    parts = []
    for argument in arguments:
        if "\n" not in argument.prefix:
            argument.prefix = " " if parts else ""
        parts += [Comma(), argument] if parts else [argument]
    inner = [Node(syms.arglist, parts)] if len(parts) > 1 else parts
    brackets = Node(syms.trailer, [Leaf(token.LPAR, "("), *inner, Leaf(token.RPAR, ")")])
    return Node(syms.power, [Name(name, prefix=prefix), brackets])


def bound(name, node):
    """Return the node ``(name := node)``."""
    node.prefix = " "
    inner = [Name(name), Name(":=", prefix=" "), node]
    return Node(syms.atom, [Leaf(token.LPAR, "("), *inner, Leaf(token.RPAR, ")")])


def subscript(node):
    """Return the node ``[node]``."""
    return Node(syms.trailer, [Leaf(token.LSQB, "["), node, Leaf(token.RSQB, "]")])


def join(kind, nodes):
    """Return one node of a kind over nodes without a parent; a single one is itself."""
    return nodes[0] if len(nodes) == 1 else Node(kind, nodes)


def cut(nodes):
    """Take nodes out of their tree; return them."""
    for node in list(nodes):
        node.parent = None
    return list(nodes)


def words(node, value):
    """Replace a node by words, on the same line of the source."""
    node.replace(Leaf(token.NAME, value, context=(node.prefix, (node.get_lineno(), 0))))


def is_trailer(node, start, name=None):
    """Say whether a node is ``(...)``, ``[...]`` or ``.name``, by its first character."""
    if node.type != syms.trailer or node.children[0].value != start:
        return False
    return name is None or node.children[1].value in name


def arguments(trailer):
    """Return the argument nodes of the trailer ``(...)``."""
    inner = trailer.children[1:-1]
    if inner and inner[0].type == syms.arglist:
        inner = inner[0].children
    return [node for node in inner if node.type != token.COMMA]


def is_free(leaf):
    """Say whether a leaf is a name that stands for itself, not an attribute."""
    before = leaf.prev_sibling
    return leaf.type == token.NAME and not (before is not None and before.type == token.DOT)
