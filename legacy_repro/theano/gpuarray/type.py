"""Types of arrays on a GPU: no variable is of them, so that scripts which ask are answered so."""

from legacy_repro import names


class ContextNotDefined(ValueError):
    """There is no GPU of that name."""


class GpuArrayType:
    """The type of a tensor on a GPU."""


class GpuArrayVariable:
    """A variable on a GPU."""


class GpuArrayConstant(GpuArrayVariable):
    """A constant on a GPU."""


class GpuArraySharedVariable(GpuArrayVariable):
    """A shared variable on a GPU."""


def get_context(name):
    """Raise ContextNotDefined: no GPU is used in this way."""
    raise ContextNotDefined(f"context name {name} not defined: no GPU is used by this name")


def reg_context(name, ctx):
    """Raise ContextNotDefined: no GPU is used in this way."""
    get_context(name)


__getattr__ = names.absent(__name__)
