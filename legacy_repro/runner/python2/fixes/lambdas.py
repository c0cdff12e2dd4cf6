"""`lambda (a, b), c: a + c`: a tuple among several parameters, which fissix leaves."""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from legacy_repro.runner.python2.fixes import tree as build


def fix(tree):
    """Give each tuple a name, ``a_b``, and write its members as ``a_b[0]``."""
    for node in list(tree.post_order()):
        if node.type == syms.lambdef and node.children[1].type == syms.varargslist:
            members = {}
            for parameter in list(node.children[1].children):
                if parameter.type == syms.vfpdef:
                    _name(parameter, members)
            _replace(node.children[-1], members)


def _name(parameter, members):
    """Replace a tuple parameter by a name; add to members what each name in it is."""
    names = [leaf.value for leaf in parameter.leaves() if leaf.type == token.NAME]
    whole = "_".join(names)
    _places(parameter, whole, members)
    build.words(parameter, whole)


def _places(node, place, members):
    if node.type == token.NAME:
        members[node.value] = place
    elif node.children[0].type == token.LPAR:
        _places(node.children[1], place, members)
    else:
        items = [child for child in node.children if child.type != token.COMMA]
        for index, item in enumerate(items):
            _places(item, f"{place}[{index}]", members)


def _replace(body, members):
    for leaf in [leaf for leaf in body.leaves() if build.is_free(leaf) and leaf.value in members]:
        build.words(leaf, members[leaf.value])
