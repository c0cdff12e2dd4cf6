"""Imports of modules that have another name today, and of a package's own modules by bare name."""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from legacy_repro.runner.python2.fixes import tree as build
from legacy_repro.runner.python2.fixes.modules import MODULES, is_beside


def fix(tree, folder, in_package):
    """Rewrite import statements; in a package, a module beside the source comes first."""
    relative = in_package and "absolute_import" not in tree.future_features
    for node in list(tree.post_order()):
        if node.type == syms.import_name:
            statements = _statements(node.children[1], folder, relative)
            if statements:
                build.words(node, statements)
        elif node.type == syms.import_from and str(node.children[1]).strip()[0] != ".":
            name = str(node.children[1]).strip()
            if is_beside(name, folder):
                if relative:
                    build.words(node.children[1], f".{name}")
            elif name in MODULES:
                build.words(node.children[1], MODULES[name])


def _statements(items, folder, relative):
    """Return what ``import items`` becomes, "" if it stays."""
    nodes = items.children if items.type == syms.dotted_as_names else [items]
    absolute, own, changed = [], [], False
    for node in nodes:
        if node.type == token.COMMA:
            continue
        name, _, alias = (part.strip() for part in str(node).strip().partition(" as "))
        if is_beside(name, folder):
            changed |= relative
            (own if relative else absolute).append((name, alias))
        else:
            changed |= name in MODULES
            today = MODULES.get(name, name)
            absolute.append((today, alias or (name if name in MODULES else "")))
    statements = ["import " + ", ".join(map(_named, absolute))] if absolute else []
    return "; ".join(statements + [_relative(*item) for item in own]) if changed else ""


def _named(item):
    name, alias = item
    return f"{name} as {alias}" if alias else name


def _relative(name, alias):
    """Return the statement that imports a package's own ``name``, as ``import name`` did."""
    parent, _, last = name.rpartition(".")
    statement = f"from .{parent} import {_named((last, alias))}"
    return (
        f"from . import {name.partition('.')[0]}; {statement}"
        if parent and not alias
        else statement
    )
