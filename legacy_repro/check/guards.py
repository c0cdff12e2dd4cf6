"""What a script has another way for: `try` with ImportError, `if` on the device or the version."""

import ast
import re
from typing import NamedTuple

from legacy_repro.check import missing
from legacy_repro.check.lookup import top

ABSENCE = {
    "import": {"ImportError", "ModuleNotFoundError"},
    "read": {"AttributeError", "NameError"},
    "call": {"TypeError"},
}
ANY = {"Exception", "BaseException", "StandardError"}
_GPU = re.compile(r"gpu|cuda|dnn|device", re.IGNORECASE)
_EITHER = re.compile(
    r"\b(sys\.version|version_info|hexversion|__version__|python_version|version\.\w*version"
    r"|(Loose|Strict)Version|PY[23]|hasattr|find_spec|_?backend|\w*_BACKEND)\b"
)
_NEGATIONS = re.compile(r"\bnot\b|!(?==)|\bcpu\b|\bNone\b|\bFalse\b|= 0\b")


class Guard(NamedTuple):
    """Where a node stands.

    caught: the exceptions that are caught there. either: it is run under a condition on the version
    or the like. on_gpu: or on the device. unless: what was to be imported, where that it could not
    led here.
    """

    caught: frozenset = frozenset()
    either: bool = False
    on_gpu: bool = False
    unless: tuple[str, ...] = ()

    def covers(self, name, how):
        """Say whether the script goes on where a name is absent.

        how: as in `uses.Use`, or "call" where it is an argument that is not taken.
        """
        absence = ABSENCE["import" if how == "star" else "read" if how == "starred" else how]
        of_gpu = self.on_gpu and (_GPU.search(name) or top(name) in missing.GPU)
        return bool(self.either or of_gpu or self.caught & (absence | ANY))


class Guarded(ast.NodeVisitor):
    """A visitor whose `guard` is that of the node it visits."""

    def __init__(self):
        self.guard = Guard()

    def visit_Try(self, node):
        caught = {
            name for handler in node.handlers if not _gives_up(handler) for name in _names(handler)
        }
        self._within(node.body, self.guard._replace(caught=self.guard.caught | caught))
        self._within(node.handlers, self.guard._replace(unless=_imported(node.body)))
        self._within([*node.orelse, *node.finalbody], self.guard)

    visit_TryStar = visit_Try

    def visit_If(self, node):
        self.visit(node.test)
        body, otherwise = _under(self.guard, ast.unparse(node.test))
        self._within(_listed(node.body), body)
        self._within(_listed(node.orelse), otherwise)

    visit_IfExp = visit_If

    def _within(self, nodes, guard):
        outer, self.guard = self.guard, guard
        for node in nodes:
            self.visit(node)
        self.guard = outer


def _listed(body):
    return body if isinstance(body, list) else [body]


def _names(handler):
    """Return the names of the exceptions that a handler catches."""
    if handler.type is None:
        return ["Exception"]
    return re.findall(r"\w+", ast.unparse(handler.type))


def _imported(body):
    """Return the full names that some statements import."""
    nodes = [inner for node in body for inner in ast.walk(node)]
    whole = [a.name for node in nodes if isinstance(node, ast.Import) for a in node.names]
    parts = [
        f"{node.module}:{alias.name}" if alias.name != "*" else node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and not node.level
        for alias in node.names
    ]
    return (*whole, *parts)


def _gives_up(handler):
    """Say whether a handler ends the script, or raises again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) or bool(
        isinstance(last, ast.Expr) and re.match(r"(sys\.|os\._)?(exit|quit)\(", ast.unparse(last))
    )


def _under(guard, test):
    """Return the Guards of the body and of the `else` of an `if`."""
    if _EITHER.search(test):
        return (guard._replace(either=True),) * 2
    of_device = [clause for clause in re.split(" (?:and|or) ", test) if _GPU.search(clause)]
    if not of_device:
        return guard, guard
    on_gpu = guard._replace(on_gpu=True)
    is_negated = len(_NEGATIONS.findall(of_device[0])) % 2
    return (guard, on_gpu) if is_negated else (on_gpu, guard)
