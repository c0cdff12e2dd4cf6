"""Errors of code that XLA has compiled: it cannot raise, so its caller does after the call.

While JAX traces a graph, the kernels tell with `require` what must hold of the data. Whoever traces
collects that, returns it from the compiled function beside the results, and raises what it says.
"""

from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

_collections = []


class Check(NamedTuple):
    """A condition, a boolean to be computed, and the error (a function of numbers) if it fails."""

    holds: object
    error: object
    numbers: tuple


def require(holds, error, *numbers):
    """Raise ``error(*numbers)`` unless ``holds``: now where it is known, else after the call.

    holds: a boolean, of NumPy or traced. error: a function that returns an exception, given the
    numbers, integer scalars which may be traced too, as Python's integers.
    """
    if isinstance(holds, (bool, np.bool_)):
        if not holds:
            raise error(*map(int, numbers))
    elif _collections:
        _collections[-1].append(Check(holds, error, numbers))


@contextmanager
def collected():
    """Collect the checks of what is traced inside; without it `require` skips what is traced."""
    checks = []
    _collections.append(checks)
    try:
        yield checks
    finally:
        _collections.pop()
