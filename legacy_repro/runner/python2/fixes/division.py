"""`/` becomes old_div where it may floor: where neither side is a float for all to see."""

from fissix.fixer_util import Name
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from legacy_repro.runner.python2.fixes import tree as build

_METHODS = {"__div__": "__truediv__", "__rdiv__": "__rtruediv__", "__idiv__": "__itruediv__"}


def fix(tree):
    """Rewrite divisions, unless ``from __future__ import division`` has made them true."""
    exact = "division" in tree.future_features
    for node in list(tree.post_order()):
        if node.type == token.NAME and node.value in _METHODS:
            node.value = _METHODS[node.value]
        elif node.type == syms.power:
            _numpy_divide(node)
        elif node.type == syms.term and not exact:
            _quotient(node)
        elif node.type == syms.expr_stmt and not exact and str(node.children[1]).strip() == "/=":
            _quotient_in_place(node)


def _quotient(term):
    """Rewrite ``a * b / c`` as ``old_div(a * b, c)``."""
    if not any(child.type == token.SLASH for child in term.children):
        return
    prefix = term.prefix
    done, *rest = build.cut(term.children)
    done = [done]
    for operator, right in zip(rest[::2], rest[1::2], strict=True):
        if operator.type == token.SLASH and not (_is_float(done) or _is_float([right])):
            right.prefix = operator.prefix + right.prefix
            done = [build.call("old_div", [build.join(syms.term, done), right])]
        else:
            done += [operator, right]
    new = build.join(syms.term, done)
    new.prefix = prefix
    term.replace(new)


def _quotient_in_place(statement):
    """Rewrite ``a /= b`` as ``a = old_idiv(a, b)``."""
    target, _, value = statement.children
    if _is_float([value]):
        return
    written, read = target.clone(), target.clone()
    if "(" in str(target):
        written, read = _evaluated_once(target)
    new = build.call("old_idiv", [read, value.clone()], prefix=" ")
    statement.children[1].replace(Leaf(token.EQUAL, "=", prefix=" "))
    value.replace(new)
    written.prefix = target.prefix
    target.replace(written)


def _evaluated_once(target):
    """Return a target that calls something as it is written and as it is read, calling it once."""
    *owner, last = build.cut(target.clone().children)
    owner = build.join(syms.power, owner)
    owner.prefix = ""
    read = [build.bound("_owner", owner), last]
    written = last.clone()
    if build.is_trailer(last, "["):
        index = Node(syms.power, [Name("old_index"), last])
        read[1] = build.subscript(build.bound("_index", index))
        written = build.subscript(Name("_index"))
    return Node(syms.power, [Name("_owner"), written]), Node(syms.power, read)


def _numpy_divide(power):
    """Rewrite ``np.divide(a, b)``, which was Python 2's division, as ``old_div(a, b)``."""
    first, *trailers = power.children
    if (
        len(trailers) >= 2
        and first.type == token.NAME
        and first.value in ("np", "numpy")
        and build.is_trailer(trailers[0], ".", ["divide"])
        and len(build.arguments(trailers[1])) == 2
        and "=" not in str(trailers[1])
    ):
        first.replace(Name("old_div", prefix=first.prefix))
        trailers[0].remove()


def _is_float(nodes):
    """Say whether a product of nodes can be seen to be a float: a literal takes part in it."""
    if any(node.type == token.PERCENT for node in nodes):
        return False
    return any(_shows_a_float(node) for node in nodes)


def _shows_a_float(node):
    if node.type == token.NUMBER:
        text = node.value.lower()
        return not text.startswith("0x") and any(mark in text for mark in ".ej")
    if node.type == syms.atom and node.children[0].value == "(" and len(node.children) == 3:
        return _shows_a_float(node.children[1])
    if node.type in (syms.factor, syms.arith_expr, syms.term):
        return _is_float(node.children)
    if node.type == syms.power and len(node.children) == 3:
        return str(node.children[1]).strip() == "**" and _is_float(node.children)
    return False
