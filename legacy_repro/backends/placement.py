"""Where the value of a shared variable lies: in NumPy, or on the device of JAX.

A JAX function leaves what it reads and updates on the device: the storage of the variable then
holds a JAX array, until `get_value` brings it home. Compiled C reads the storage as memory of NumPy
and would crash on it, so the variables that functions of another backend use stay at home.
"""

import functools

import numpy as np
from pytensor.compile.maker import FunctionMaker
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.link.basic import Container

from legacy_repro.ops.random_state.type import RandomStateType
from legacy_repro.ops.random_state.words import pack, unpack


class DeviceContainer(Container):
    """The container of a shared variable whose storage may hold a JAX array."""

    stays_home = False

    def bring_home(self):
        """Return the value as a NumPy array, which may be written to until a function runs."""
        value = self.storage[0]
        if value is not None and not self.type.is_valid_value(value):
            self.storage[0] = received(self.type)(value)
        return self.storage[0]

    value = property(bring_home, Container.__set__)
    data = value

    def __deepcopy__(self, memo):
        self.bring_home()
        return super().__deepcopy__(memo)

    def __reduce_ex__(self, protocol):
        self.bring_home()
        return object.__new__, (Container,), vars(self)


def sent(value):
    """Return a value from home as an array that JAX may keep: a copy, a RandomState as words."""
    return pack(value) if isinstance(value, np.random.RandomState) else np.array(value)


def received(type):
    """Return the function that makes a value for NumPy of an array that came from JAX."""
    if isinstance(type, RandomStateType):
        return lambda words: unpack(np.asarray(words))
    return np.array


def on_device(variable):
    """Let the storage of a shared variable hold JAX arrays; return its container."""
    container = variable.container
    if not isinstance(container, DeviceContainer):
        container.__class__ = DeviceContainer
    return container


def keep_home(variable):
    """Keep the value of a shared variable in NumPy from now on."""
    variable.container.stays_home = True
    if isinstance(variable.container, DeviceContainer):
        variable.container.bring_home()


def watch():
    """Keep home what functions use that any linker but ours for JAX compiles from now on."""
    create = FunctionMaker.create
    if hasattr(create, "__wrapped__"):
        return

    @functools.wraps(create)
    def create_and_keep_home(self, *args, **kwargs):
        if not getattr(self.linker, "leaves_on_device", False):
            for variable in self.fgraph.inputs:
                if isinstance(variable, SharedVariable):
                    keep_home(variable)
        return create(self, *args, **kwargs)

    FunctionMaker.create = create_and_keep_home
