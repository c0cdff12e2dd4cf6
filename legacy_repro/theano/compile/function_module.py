"""``theano.compile.function_module``: compiled functions, called and looked into as in Theano."""

import copyreg
import warnings

from pytensor.compile import executor
from pytensor.compile.executor import AliasedMemoryError
from pytensor.compile.io import SymbolicInput, SymbolicOutput
from pytensor.compile.maker import FunctionMaker, UnusedInputError

from legacy_repro import names
from legacy_repro.backends.calls import QuickFunction
from legacy_repro.theano.compile.io import In


class _AllOutputs(executor.Function):
    """A compiled function that refuses to compute some of its outputs."""

    __slots__ = ()

    def _validate_inputs(self, args, kwargs):
        # After `QuickFunction`'s, so the usual calls never come here.
        refuse_subset(kwargs)
        super()._validate_inputs(args, kwargs)


def refuse_subset(kwargs):
    """Raise TypeError where a call asks for some of the outputs."""
    if "output_subset" in kwargs:
        raise TypeError(
            f"output_subset={kwargs['output_subset']}: a function computes all of its outputs "
            "here: call it without, and take those that you want of what it returns"
        )


class Function(QuickFunction, _AllOutputs):
    """A compiled function: ``f(2)`` computes, ``f["x"]`` is the value that an input has."""

    # Without __slots__: scripts hang attributes of their own on functions.

    @classmethod
    def of(cls, compiled):
        """Return a function of PyTensor's as one of Theano's; it and its copies are."""
        function = cls.__new__(cls)
        for base in type(compiled).__mro__:
            for slot in vars(base).get("__slots__", ()):
                setattr(function, slot, getattr(compiled, slot))
        function.maker.function_class = cls
        return function

    @property
    def fn(self):
        """What runs the nodes of the graph."""
        return self.vm

    @property
    def finder(self):
        """The containers of the inputs by position, variable and name."""
        return self._finder

    @property
    def container(self):
        """The containers of the inputs: ``f.container[x]``."""
        return Containers(self.finder)

    @property
    def value(self):
        """The values of the inputs: ``f.value[x]``."""
        return Values(self.finder)

    @property
    def defaults(self):
        """Whether each input must be given, whether it returns to its default, and that."""
        return [(c.required, False, c.value) for c in self.input_storage]

    def __getitem__(self, key):
        return self.value[key]

    def __setitem__(self, key, value):
        self.value[key] = value

    def __contains__(self, key):
        return key in self.finder

    def __copy__(self):
        return self.copy()

    def copy(self, share_memory=False, swap=None, delete_updates=False, name=None, profile=None):
        """Copy this function; as in Theano, a copy returns a list even of a single output.

        Raises NotImplementedError where a copy without updates would change what they updated.
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("error", "Shared variable .* will still be mutated")
            try:
                function = super().copy(share_memory, swap, delete_updates, name, profile)
            except UserWarning as warning:
                raise NotImplementedError(
                    f"copy(delete_updates=True): {warning} Compile the function again without."
                ) from None
        function.unpack_single = False
        return function

    def __reduce__(self):
        return copyreg.dispatch_table[executor.Function](self)


class Containers:
    """What holds the inputs of a function, by position, variable or name."""

    def __init__(self, finder):
        self._finder = finder

    def __getitem__(self, key):
        found = self._finder.get(key)
        if found is None:
            raise TypeError(f"Unknown input or state: {key}")
        if found is executor.DUPLICATE:
            raise TypeError(
                f"Ambiguous name: {key} - please check the names of the inputs of your function "
                "for duplicates."
            )
        return found

    def __contains__(self, key):
        return key in self._finder


class Values(Containers):
    """The values of the inputs of a function, which may be set."""

    def __getitem__(self, key):
        return super().__getitem__(key).value

    def __setitem__(self, key, value):
        super().__getitem__(key).value = value


__getattr__ = names.absent(__name__)
