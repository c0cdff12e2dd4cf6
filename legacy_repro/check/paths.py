"""Folders that a script adds to its sys.path, as far as its source tells them."""

import ast
import os

_OF_PATHS = {
    "abspath": os.path.normpath,
    "dirname": os.path.dirname,
    "expanduser": os.path.expanduser,
    "join": os.path.join,
    "normpath": os.path.normpath,
    "realpath": os.path.normpath,
    "split": os.path.split,
}
_NAMES = {"curdir": os.curdir, "pardir": os.pardir, "sep": os.sep}


def added(trees, path):
    """Return the folders that statements with sys.path name, as a script at `path` sees them."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    values = _Values(path, nodes)
    found = [
        _shown(os.path.join(os.path.dirname(path), text), path)
        for statement in nodes
        if isinstance(statement, ast.Expr | ast.Assign | ast.AugAssign)
        and any(map(_is_sys_path, ast.walk(statement)))
        for text in values.inside(statement)
    ]
    return [place for place in dict.fromkeys(found) if os.path.isdir(place)]


def _shown(place, path):
    """Return a folder as the script's own path was given: relative or absolute."""
    return os.path.normpath(place) if os.path.isabs(path) else os.path.relpath(place)


class _Values:
    """What expressions of paths are: nothing is run; one that only a run can tell is None."""

    def __init__(self, path, nodes):
        self.known = {"__file__": ast.Constant(os.path.abspath(path))}
        for node in nodes:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.known.setdefault(node.targets[0].id, node.value)

    def inside(self, node):
        """Return the texts of the largest expressions in a node that are texts."""
        value = self.of(node)
        if isinstance(value, str):
            return [value]
        return [text for child in ast.iter_child_nodes(node) for text in self.inside(child)]

    def of(self, node, depth=0):
        if depth > 20:  # a = a + "/x"
            return None
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.of(self.known.get(node.id), depth + 1)
        if isinstance(node, ast.Attribute):
            return _NAMES.get(node.attr)
        if isinstance(node, ast.Subscript):
            return self._apply(lambda value, index: value[index], node.value, node.slice, depth)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._apply(lambda left, right: left + right, node.left, node.right, depth)
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            return self._apply(_OF_PATHS[name], *node.args, depth) if name in _OF_PATHS else None
        return None

    def _apply(self, function, *nodes_and_depth):
        *nodes, depth = nodes_and_depth
        values = [self.of(node, depth + 1) for node in nodes]
        try:
            return function(*values)
        except (TypeError, IndexError, ValueError):  # one of them is None
            return None


def _is_sys_path(node):
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
    )
