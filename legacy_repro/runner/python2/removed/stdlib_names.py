"""Names that modules of the standard library have dropped: a line a name."""

import base64
import collections
import collections.abc
import errno
import fractions
import inspect
import math
import os
import threading
import time

ArgSpec = collections.namedtuple("ArgSpec", "args varargs keywords defaults")


def getargspec(function):
    """Return the names and default values of a function's arguments."""
    return ArgSpec(*inspect.getfullargspec(function)[:4])


NAMES = {
    base64: {"decodestring": base64.decodebytes, "encodestring": base64.encodebytes},
    collections: {name: getattr(collections.abc, name) for name in collections.abc.__all__},
    fractions: {"gcd": math.gcd},
    inspect: {"getargspec": getargspec},
    os: {"errno": errno},
    threading.Thread: {"isAlive": threading.Thread.is_alive},
    time: {"clock": time.process_time},
}


def supply(owner, names):
    """Give a module or class those of some names that it lacks."""
    for name, value in names.items():
        if name not in vars(owner):
            setattr(owner, name, value)


def install():
    """Supply the names."""
    for owner, names in NAMES.items():
        supply(owner, names)
