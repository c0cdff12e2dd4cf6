"""Functions whose inputs have default values or are states, and that return dictionaries.

PyTensor has no such functions any more. Here a default value is filled in at every call, and a
state is a shared variable that a call may set before it computes.
"""

import copyreg

import pytensor
from pytensor.compile import executor
from pytensor.link.basic import Container

from legacy_repro.theano.compile.function_module import Function, refuse_subset


class Argument:
    """What a function takes at one position: its variable, its name, and where a value waits."""

    def __init__(self, given):
        self.variable = getattr(given, "variable", given)
        self.name = getattr(given, "name", None)
        self.hidden = getattr(given, "hidden", False)
        self.state = self.default = self.waiting = None
        if getattr(given, "default", None) is not None:
            self._keep(given)

    def _keep(self, given):
        """Keep the default value, in a state if calls change it or another function holds it."""
        options = {"strict": given.strict, "allow_downcast": given.allow_downcast}
        held = given.default if isinstance(given.default, Container) else None
        value = given.default if held is None else held.value
        self.default = self.variable.type.filter(value, **options)
        if given.update is None and held is None:
            self.waiting = Container(self.variable, [self.default], name=self.name, **options)
        else:
            self.state = _state(self.variable.type, self.default, self.name, held)


def _state(type, value, name, held):
    """Return a shared variable of a given type: of a copy of a value, or of what holds one."""
    shape = {"shape": type.shape} if hasattr(type, "shape") else {}
    state = pytensor.shared(value, name=name, **shape)
    if held is not None:
        state.container = held
    return state


class FunctionOfNames(Function):
    """A compiled function with default values and states, or whose outputs have names."""

    arguments = keys = None

    @property
    def finder(self):
        """The containers of the inputs and states by position, variable and name."""
        found = dict(self._finder)
        for position, argument in enumerate(self.arguments):
            key = argument.variable if argument.state is None else argument.state
            container = argument.waiting or self._finder[key]
            found |= {position: container, argument.variable: container}
            if argument.name is not None:
                found[argument.name] = container
        return found

    @property
    def defaults(self):
        """Whether each input must be given, whether it returns to its default, and that."""
        return [(a.default is None, a.waiting is not None, a.default) for a in self.arguments]

    def __call__(self, *args, **kwargs):
        outputs = super().__call__(*self._filled(args, kwargs))
        return outputs if self.keys is None else dict(zip(self.keys, outputs, strict=True))

    def _filled(self, args, kwargs):
        """Return what PyTensor's function takes: the values given, else the default ones."""
        refuse_subset(kwargs)
        if len(args) + len(kwargs) > len(self.arguments):
            raise TypeError("Too many parameter passed to theano function")
        values = []
        for position, argument in enumerate(self.arguments):
            given = list(args[position : position + 1])
            given += [kwargs.pop(key) for key in (argument.name,) if key in kwargs]
            if given and argument.hidden:
                raise TypeError(f"Tried to provide value for implicit input: {argument.variable}")
            if len(given) > 1:
                raise TypeError(f"Multiple values for input: {argument.variable}")
            values += self._taken(argument, given)
        if kwargs:
            raise TypeError(f"Unknown input: {next(iter(kwargs))}")
        return values

    def _taken(self, argument, given):
        """Return one value as a list, or none where it became the value of a state."""
        if argument.state is not None:
            for value in given:
                self._finder[argument.state].value = value
            return []
        if argument.waiting is None:
            if not given:
                raise TypeError(f"Missing required input: {argument.variable}")
            return given
        given = given or [argument.waiting.value]
        argument.waiting.value = argument.default  # one set by hand counts for a single call
        return given

    def copy(self, *args, **kwargs):
        """Copy this function; as in Theano, the copy returns a list, and shares the states."""
        function = super().copy(*args, **kwargs)
        function.arguments = self.arguments
        return function

    def __reduce__(self):
        make, given = copyreg.dispatch_table[executor.Function](self)
        return make, given, {"arguments": self.arguments, "keys": self.keys}
