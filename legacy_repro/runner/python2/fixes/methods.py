"""Methods that gave or took something else: those of dict, `next`, `decode`, `sort` and so on."""

from fissix.fixer_util import Name, consuming_calls
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from legacy_repro.runner.python2.fixes import tree as build

_DICT = {
    f"{start}{name}": name for start in ("", "iter", "view") for name in ("keys", "values", "items")
}


def fix(tree):
    """Rewrite calls of methods, and the definition of an iterator's ``next``."""
    for node in list(tree.post_order()):
        if node.type == syms.power:
            _fix_calls(node)
        elif node.type == syms.funcdef and _is_next(node):
            node.children[1].value = "__next__"


def _fix_calls(power):
    """Rewrite the method calls in a chain like ``d.items()[0].next()``, from its beginning on."""
    index = 1
    while index < len(power.children) - 1:
        before = len(power.children)
        _fix_call(power, index)
        index = index + 1 if len(power.children) == before else 1


def _fix_call(power, index):
    """Rewrite the method call at ``power.children[index:index + 2]``, if it is one of ours."""
    dot, brackets = power.children[index : index + 2]
    if not (build.is_trailer(dot, ".") and build.is_trailer(brackets, "(")):
        return
    method, arguments = dot.children[1], build.arguments(brackets)
    if method.value in _DICT and not arguments:
        wrapper = _wrapper(power, index, method.value)
        method.value = _DICT[method.value]
        if wrapper:
            _wrap(power, index + 2, wrapper)
    elif method.value == "next" and not arguments:
        brackets.remove()
        dot.remove()
        _wrap(power, index, "next")
    elif (
        method.value == "decode"
        or (method.value == "sort" and any(map(_may_compare, arguments)))
        or (method.value == "translate" and len(arguments) == 2)
    ):
        dot.remove()
        brackets.remove()
        _wrap(power, index, f"old_{method.value}", [argument.clone() for argument in arguments])


def _wrap(power, end, function, more=()):
    """Put a function's call around the first children of a power node."""
    prefix = power.prefix
    head = build.join(syms.power, build.cut(power.children[:end]))
    del power.children[:end]
    power.insert_child(0, build.call(function, [head, *more]))
    power.prefix = prefix


def _wrapper(power, index, method):
    """Return the function that a dict method's result needs where it stands, or None."""
    if method.startswith("view"):
        return None
    ends = index + 2 == len(power.children)
    if ends and _consumer(power) in consuming_calls:
        return None
    if method.startswith("iter"):
        return None if ends and _is_looped_over(power) else "iter"
    return "old_list"


def _consumer(node):
    """Return the name of the function whose only argument a node is."""
    trailer = node.parent
    if trailer is None or not build.is_trailer(trailer, "(") or trailer.parent is None:
        return None
    function = trailer.parent.children[0]
    return (
        function.value if function.next_sibling is trailer and function.type == token.NAME else None
    )


def _is_looped_over(node):
    before = node.prev_sibling
    return (
        before is not None
        and before.type == token.NAME
        and before.value == "in"
        and node.parent.type in (syms.for_stmt, syms.comp_for)
    )


def _may_compare(argument):
    """Say whether an argument of ``sort`` may be a comparison: numbers and options are not."""
    if argument.type == syms.argument:
        return argument.children[0] == Name("cmp")
    return argument.type != token.NUMBER


def _is_next(function):
    parent = function.parent
    while parent is not None and parent.type in (syms.suite, syms.decorated):
        parent = parent.parent
    return (
        function.children[1] == Name("next")
        and parent is not None
        and parent.type == syms.classdef
        and len(build.arguments(function.children[2])) == 1
        and function.children[2].children[1].type == token.NAME
    )
