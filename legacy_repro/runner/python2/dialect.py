"""Which Python a source is written for.

What does not compile as Python 3 is Python 2. What compiles as both is Python 3, unless it holds
evidence: its first line asks for python2; it uses what only Python 2 had (the name xrange, the
module urllib2, the method iteritems ...) outside `try` with ImportError or NameError and outside
`if` on the version; it imports a module beside it that is not Python 3. What Python 2 could not
read (f-strings, annotations, nonlocal, print with keywords ...) outweighs that.
"""

import ast
import os
import re
import warnings

from legacy_repro.runner.python2.fixes.modules import GONE, is_beside

_BUILTINS = {
    "StandardError",
    "apply",
    "basestring",
    "buffer",
    "cmp",
    "coerce",
    "execfile",
    "file",
    "intern",
    "long",
    "raw_input",
    "reduce",
    "reload",
    "unichr",
    "unicode",
    "xrange",
}
_ATTRIBUTES = {
    "itertools": {"ifilter", "ifilterfalse", "imap", "izip", "izip_longest"},
    "operator": {"div", "isCallable"},
    "os": {"getcwdu"},
    "string": {"join", "letters", "lowercase", "maketrans", "uppercase"},
    "sys": {"maxint", "setdefaultencoding"},
    "urllib": {"quote", "unquote", "urlencode", "urlopen", "urlretrieve"},
}
_METHODS = {"has_key": 1, "iteritems": 0, "iterkeys": 0, "itervalues": 0}  # and their arguments
_PYTHON3 = (
    *(ast.AnnAssign, ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith, ast.JoinedStr),
    *(ast.MatMult, ast.Match, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom),
)


def is_python2(source, path, neighbour=False):
    """Say whether a source is Python 2; neighbour: so it is unless it shows that it is Python 3."""
    return bool(evidence(source, path, neighbour))


def evidence(source, path, neighbour=False):
    """Return why a source is Python 2, as "line 3: xrange" or the like; "" if it is Python 3."""
    shebang = re.match(rb"#!.*python([23])", source)
    if shebang and shebang[1] == b"3":
        return ""
    tree = _parse(source)
    if tree is None:
        return "it does not compile as Python 3"
    if shebang:
        return "line 1: python2"
    return _weigh(tree, os.path.dirname(os.path.abspath(path)), neighbour)


def _parse(source):
    """Return the syntax tree of a Python 3 source, None of any other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return compile(source, "<source>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        except (SyntaxError, ValueError):
            return None


def _weigh(tree, folder, neighbour):
    nodes = list(ast.walk(tree))
    if any(map(_is_python3, nodes)) or (_prints_by_keyword(nodes) and not _print_function(nodes)):
        return ""
    bound, guarded = _bound(nodes), _guarded(nodes)
    found = [
        (node.lineno, what)
        for node in nodes
        if node not in guarded and (what := _only_python2(node, bound, folder))
    ]
    if found:
        return "line {}: {}".format(*min(found))
    return "a Python 2 script imports it" if neighbour else ""


def _is_python3(node):
    if isinstance(node, ast.arguments):
        return bool(node.kwonlyargs or node.posonlyargs)
    if isinstance(node, ast.arg):
        return node.annotation is not None
    if isinstance(node, ast.Raise):
        return node.cause is not None
    if isinstance(node, ast.Import | ast.ImportFrom) and _is_from_translation(node):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super":
        return not node.args
    return isinstance(node, _PYTHON3)


def _is_from_translation(node):
    names = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    return any(name.startswith("legacy_repro.runner.python2") for name in names)


def _prints_by_keyword(nodes):
    return any(isinstance(n, ast.Call) and _is_print(n.func) and n.keywords for n in nodes)


def _print_function(nodes):
    return any(
        isinstance(n, ast.ImportFrom)
        and n.module == "__future__"
        and any(alias.name == "print_function" for alias in n.names)
        for n in nodes
    )


def _is_print(node):
    return isinstance(node, ast.Name) and node.id == "print"


def _bound(nodes):
    """Return the names that a source gives a meaning itself."""
    names = set()
    for node in nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
    return names


def _guarded(nodes):
    """Return the nodes inside `try` and `if` statements that tell the two Pythons apart."""
    guards = [
        node
        for node in nodes
        if (isinstance(node, ast.Try) and any(map(_catches_absence, node.handlers)))
        or (isinstance(node, ast.If) and re.search("PY[23]|version", ast.unparse(node.test)))
    ]
    return {inner for guard in guards for inner in ast.walk(guard)}


def _catches_absence(handler):
    caught = ast.unparse(handler.type) if handler.type else "ImportError"
    return re.search(r"ImportError|ModuleNotFoundError|NameError|AttributeError", caught)


def _only_python2(node, bound, folder):
    """Return what in a node Python 3 lacks, "" if nothing."""
    if isinstance(node, ast.Name):
        return node.id if node.id in _BUILTINS - bound else ""
    if isinstance(node, ast.Import):
        return _gone([alias.name for alias in node.names], folder)
    if isinstance(node, ast.ImportFrom):
        return _gone_from(node, folder)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = node.value.id
        return f"{owner}.{node.attr}" if node.attr in _ATTRIBUTES.get(owner, ()) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        # The iteritems of pandas stayed until 2023.
        fits = len(node.args) == _METHODS.get(name) and not node.keywords
        return name if fits and not {"pd", "pandas"} & bound else ""
    return _print_statement(node)


def _gone(names, folder):
    """Return the first of some modules that Python 3 lacks or cannot read."""
    for name in names:
        if is_beside(name, folder):
            path = os.path.join(folder, f"{name}.py")
            if os.path.isfile(path):
                with open(path, "rb") as module:
                    if _parse(module.read()) is None:
                        return f"{name}.py"
        elif name in GONE:
            return name
    return ""


def _gone_from(node, folder):
    if node.level or not node.module:
        return ""
    names = _ATTRIBUTES.get(node.module, set()) & {alias.name for alias in node.names}
    return next(iter(sorted(names)), "") or _gone([node.module], folder)


def _print_statement(node):
    """Return "print" for `print` alone and `print >>file, x`, which compile but say nothing."""
    if not isinstance(node, ast.Expr):
        return ""
    value = node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.RShift):
        value = value.left
    return "print" if _is_print(value) else ""
