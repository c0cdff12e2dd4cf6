"""``theano.config``: PyTensor's settings by Theano's names, and Theano's that have no heir."""

from contextlib import contextmanager

import numpy as np
import pytensor

from legacy_repro.say import say
from legacy_repro.theano.configdefaults import PARAMETERS
from legacy_repro.theano.gof import testvalues

# Whole-graph C gives wrong numbers in PyTensor (its cache takes one graph for another); the others
# have no heir, or FAST_RUN does not know them.
LINKERS = {
    "c": "cvm", "c|py": "cvm", "c|py_nogc": "cvm", "cvm_nogc": "cvm",
    "vm_nogc": "vm", "py": "vm",
}  # fmt: skip
MODES = {"ProfileMode": "FAST_RUN", "PROFILE_MODE": "FAST_RUN", "DEBUG_MODE": "DebugMode"}


class Config:
    """Theano's settings: ``config.floatX``, ``config.device``, ``config.blas.ldflags``."""

    def __init__(self):
        own = {name: parameter.default for name, parameter in PARAMETERS.items()}
        vars(self).update(_own=own, _parameters=dict(PARAMETERS))

    def __getattr__(self, name):
        if name in self._own:
            return self._own[name]
        if _has_heir(name):
            return getattr(pytensor.config, _heir(name))
        if self._is_section(name):
            return Section(self, name)
        raise AttributeError(
            f"theano.config.{name}: neither Theano nor PyTensor has such a setting"
        )

    def __setattr__(self, name, value):
        if name in self._parameters:
            if not self._parameters[name].allow_override:
                raise Exception(f"theano.config.{name} can't be changed after initialization")
            self.begin(name, value)
        elif name == "optimizer":
            # PyTensor fixes it at import, `theano.function` looks here.
            self._own[name] = type(pytensor.config).optimizer.apply(value)
        elif name not in self._own and _has_heir(name):
            meaning = {"linker": LINKERS, "mode": MODES}.get(name, {})
            value = meaning.get(value, value) if isinstance(value, str) else value
            setattr(pytensor.config, _heir(name), value)
        else:
            self._own[name] = value

    def __str__(self):
        return "\n".join(f"{name}\n    Value:  {getattr(self, name)}\n" for name in self._names())

    def add(self, name, parameter):
        """Add a setting by a dotted name; raise AttributeError where there is one."""
        if name in self._names():
            raise AttributeError(f"theano.config.{name}: this name is already taken")
        self._parameters[name], self._own[name] = parameter, parameter.default

    def begin(self, name, value):
        """Set a setting, also one that only flags may set."""
        if name not in self._parameters:
            return setattr(self, name, value)
        try:
            self._own[name] = self._parameters[name].apply(value)
        except ValueError as error:
            raise ValueError(f"theano.config.{name}: {error}") from None
        if name == "compute_test_value":
            testvalues.switch(value)

    def _names(self):
        """Return the dotted names of all settings, Theano's and PyTensor's."""
        heirs = [name for name in vars(type(pytensor.config)) if _is_setting(name)]
        return sorted({*self._own, *(name.replace("__", ".") for name in heirs)})

    def _is_section(self, name):
        return any(option.startswith(name + ".") for option in self._names())


class Section:
    """The part of a configuration below a dot: ``config.blas`` in ``config.blas.ldflags``."""

    def __init__(self, root, name):
        vars(self).update(_root=root, _name=name)

    def __getattr__(self, name):
        return getattr(self._root, f"{self._name}.{name}")

    def __setattr__(self, name, value):
        setattr(self._root, f"{self._name}.{name}", value)


def _heir(name):
    return name.replace(".", "__")


def _has_heir(name):
    # On the class, since reading some values has effects: that of blas.ldflags searches the system.
    return hasattr(type(pytensor.config), _heir(name))


def _is_setting(name):
    return not name.startswith("_") and hasattr(vars(type(pytensor.config))[name], "apply")


# Of the settings without an heir, those that something of ours looks at.
OF_OURS = ("compute_test_value", "unittests.rseed")


def knows(name):
    """Say whether a setting of Theano's, by its dotted name, has an effect here."""
    return name in OF_OURS or name.startswith("numpy.seterr_") or _has_heir(name)


config = Config()


def set_numpy_errors():
    """Make NumPy ignore 1 / 0 and the like, as Theano's import did, or what the flags say."""
    for kind in ("all", "divide", "over", "under", "invalid"):
        how = getattr(config, f"numpy.seterr_{kind}")
        if how != "None":
            np.seterr(**{kind: how})


@contextmanager
def change_flags(args=(), **flags):
    """Set flags for a while: a context manager, also a decorator.

    Names with a dot are given in a dict or pairs: ``change_flags({"warn.round": False})``.
    """
    flags = dict(args) | flags
    before = {}
    try:
        for name, value in flags.items():
            old = getattr(config, name)
            setattr(config, name, value)
            before[name] = old
        yield
    finally:
        for name, value in before.items():
            setattr(config, name, value)


def apply(flags):
    """Set the given flags (name: text), and say in one line which of them mean nothing any more."""
    idle = []
    for name, text in flags.items():
        if name == "device":
            continue  # `backends.decide` looks at it
        if not knows(name):
            idle.append(name)
        try:
            config.begin(name, text)
        except ValueError as error:
            raise ValueError(f"Theano's flag {name}={text}: {error}") from None
    if idle:
        say(f"ignored, they mean nothing to PyTensor: Theano's flags {', '.join(sorted(idle))}")
