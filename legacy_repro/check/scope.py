"""Scopes, and what the names in them lead to."""

from dataclasses import dataclass, field

UNKNOWN = None  # what a name is bound to when only a run can tell


@dataclass
class Scope:
    """The names that a module, class, function or comprehension binds.

    bound: for each name a list of what it may be: the full name of an import, UNKNOWN, or, for
    ``T = theano.tensor``, the scope, the name and the attributes that it is another name of.
    """

    outer: "Scope | None"
    is_class: bool = False
    bound: dict = field(default_factory=dict)
    of_module: set = field(default_factory=set)  # by the statement `global`

    def bind(self, name, value):
        if name in self.of_module:
            self.module().bound.setdefault(name, []).append(value)
        else:
            self.bound.setdefault(name, []).append(value)

    def module(self):
        return self if self.outer is None else self.outer.module()

    def find(self, name):
        """Return what a name is bound to in the innermost scope that binds it, None if in none."""
        scope = self
        while scope is not None:
            if name in scope.bound and not (scope.is_class and scope is not self):
                return scope.bound[name]
            scope = scope.outer
        return None

    def resolve(self, name, attributes, seen=()):
        """Return what ``name.attribute...`` may be in full, () where only a run can tell."""
        bound = self.find(name)
        if bound is None or UNKNOWN in bound or name in seen:
            return ()
        full = []
        for value in bound:
            if isinstance(value, str):
                aliased = (value,)
            else:
                scope, other, inner = value
                aliased = scope.resolve(other, inner, (*seen, name))
            if not aliased:
                return ()
            full += aliased
        return tuple(dict.fromkeys(".".join([each, *attributes]) for each in full))
