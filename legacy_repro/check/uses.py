"""Which dotted names a source uses: imports resolved through the scopes, nothing executed."""

import ast
from typing import NamedTuple

from legacy_repro.check import guards, stars
from legacy_repro.check.scope import UNKNOWN, Scope


class Use(NamedTuple):
    """A dotted name where it is used.

    names: what it may be in full, more than one where imports compete; "theano.tensor:dot" is what
    ``from theano.tensor import dot`` gives, which knows theano.tensor to be a module. node: where.
    how: "import", "read", "set", "star" (``import *``), "starred" (read, and from there). call: the
    call of which it is the function. guard: see `guards`. span: first and last line of the
    statement. part: which of the source's trees it is in.
    """

    names: tuple[str, ...]
    node: ast.AST
    how: str
    call: ast.Call | None
    guard: guards.Guard
    span: tuple[int, int]
    part: int


class Uses(guards.Guarded):
    """The names in the trees of a source, which share one module scope."""

    def __init__(self, trees):
        super().__init__()
        self.trees = trees
        self.scope = Scope(None)
        self.found = []  # of (Scope, name, attributes, Use without names)
        self.stars = []  # modules of `from module import *`
        self.own_imports = []  # of (dots, module) for relative imports
        self.statement = (0, 0)
        self.calls = {}
        for self.part, tree in enumerate(trees):
            self.visit(tree)

    def resolved(self):
        """Return the Uses of names that imports lead to."""
        uses = []
        for scope, name, attributes, use in self.found:
            names = use.names or scope.resolve(name, attributes)
            if not names and self.stars and scope.find(name) is None:
                names = stars.origin(self.stars, name, attributes)
                use = use._replace(how="starred" if use.how == "read" else use.how)
            if names:
                uses.append(use._replace(names=names))
        return uses

    def visit(self, node):
        outer = self.statement
        if isinstance(node, ast.stmt):
            self.statement = _span(node)
        super().visit(node)
        self.statement = outer

    def _use(self, node, how, names=(), name="", attributes=()):
        use = Use(names, node, how, self.calls.get(node), self.guard, self.statement, self.part)
        self.found.append((self.scope, name, attributes, use))

    def visit_Import(self, node):
        for alias in node.names:
            self._use(alias, "import", (alias.name,))
            whole = alias.name if alias.asname else alias.name.partition(".")[0]
            self.scope.bind(alias.asname or whole, whole)

    def visit_ImportFrom(self, node):
        if node.level:
            self.own_imports.append((node.level, node.module or "", [a.name for a in node.names]))
        for alias in node.names:
            if alias.name == "*":
                self.stars.append("" if node.level else node.module)
                if not node.level:
                    self._use(node, "star", (node.module,))
            elif node.level or node.module == "__future__":
                self.scope.bind(alias.asname or alias.name, UNKNOWN)
            else:
                full = f"{node.module}:{alias.name}"
                self._use(alias, "import", (full,))
                self.scope.bind(alias.asname or alias.name, full)

    def visit_Call(self, node):
        self.calls[node.func] = node
        self.generic_visit(node)

    def visit_Attribute(self, node):
        chain = dotted(node)
        if chain is None:
            self.generic_visit(node)
        else:
            how = "read" if isinstance(node.ctx, ast.Load) else "set"
            self._use(node, how, name=chain[0], attributes=chain[1:])

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            self._use(node, "read", name=node.id)
        else:
            self.scope.bind(node.id, UNKNOWN)

    def visit_Assign(self, node):
        self.visit(node.value)
        value = dotted(node.value)
        for target in node.targets:
            if not isinstance(target, ast.Name):
                self.visit(target)
            elif value:
                self.scope.bind(target.id, (self.scope, value[0], value[1:]))
            elif not self._is_fallback(target.id, node.value):
                self.scope.bind(target.id, UNKNOWN)

    def _is_fallback(self, name, value):
        """Say whether a value only marks that an import failed: `dnn = None`."""
        return isinstance(value, ast.Constant) and any(
            isinstance(bound, str) for bound in self.scope.bound.get(name, ())
        )

    def visit_Global(self, node):
        self.scope.of_module.update(node.names)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.scope.bind(node.name, UNKNOWN)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        self.scope.bind(node.name, UNKNOWN)
        outside = [*node.decorator_list, *_defaults(node.args)]
        self._walk_inside(node.body, outside, parameters(node.args))

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self._walk_inside([node.body], _defaults(node.args), parameters(node.args))

    def visit_ClassDef(self, node):
        self.scope.bind(node.name, UNKNOWN)
        outside = [*node.decorator_list, *node.bases, *node.keywords]
        self._walk_inside(node.body, outside, (), is_class=True)

    def _walk_inside(self, body, outside, names, is_class=False):
        for node in outside:
            self.visit(node)
        self.scope = Scope(self.scope, is_class)
        for name in names:
            self.scope.bind(name, UNKNOWN)
        for node in body:
            self.visit(node)
        self.scope = self.scope.outer

    def _visit_comprehension(self, node):
        self.scope = Scope(self.scope)
        self.generic_visit(node)
        self.scope = self.scope.outer

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension


def _span(statement):
    """Return the first and last line of a statement, without those of its body."""
    lines = [each.lineno for each in getattr(statement, "decorator_list", [])]
    body = getattr(statement, "body", None)
    last = max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno
    return min([statement.lineno, *lines]), last


def dotted(node):
    """Return ["T", "nnet", "conv2d"] for that chain of names, None for any other expression."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else None


def parameters(arguments):
    """Return the names of a function's parameters."""
    each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in [*each, arguments.vararg, arguments.kwarg] if argument]


def _defaults(arguments):
    return [node for node in [*arguments.defaults, *arguments.kw_defaults] if node is not None]
