"""``theano.compile.io``: how an input is given to a function: its name, default value, update."""

import pytensor
from pytensor.compile.io import Out, SymbolicInput, SymbolicOutput
from pytensor.link.basic import Container

from legacy_repro import names


class In(pytensor.In):
    """An input of a function, which may have a default value, or a state and its update.

    Arguments as in Theano 1.0. An input with a value need not be given; with an update as well
    it is a state that every call renews. With a value ``f.container[x]`` it is the state of another
    function. An implicit input cannot be given in a call.
    """

    def __init__(
        self,
        variable,
        name=None,
        value=None,
        update=None,
        mutable=None,
        strict=False,
        allow_downcast=None,
        autoname=True,
        implicit=None,
        borrow=None,
        shared=False,
    ):
        super().__init__(
            variable,
            name=name,
            update=update,
            mutable=mutable,
            strict=strict,
            allow_downcast=allow_downcast,
            autoname=autoname,
            implicit=False,
            borrow=borrow,
            shared=shared,
        )
        # PyTensor itself knows nothing of either.
        self.default = value
        self.hidden = isinstance(value, Container) if implicit is None else implicit


def Param(
    variable,
    default=None,
    name=None,
    mutable=False,
    strict=False,
    allow_downcast=None,
    implicit=None,
    borrow=None,
):
    """Return an input with a default value: what `In` was called before Theano 0.8."""
    return In(
        variable,
        name=name,
        value=default,
        mutable=mutable,
        strict=strict,
        allow_downcast=allow_downcast,
        implicit=implicit,
        borrow=borrow,
    )


def wrapped(given):
    """Return an input as PyTensor takes it: (x, 2.) is x with a default, ((x, new), 0.) a state."""
    if not isinstance(given, tuple | list):
        return given
    if len(given) != 2:
        raise TypeError(f"an input is x, (x, value) or ((x, update), value), not {given}")
    variable, value = given
    if isinstance(variable, tuple | list):
        return In(variable[0], update=variable[1], value=value)
    return In(variable, value=value)


__getattr__ = names.absent(__name__)
