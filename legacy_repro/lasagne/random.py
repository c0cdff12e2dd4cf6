"""The random number generator of ``lasagne``: what initializers and noise layers draw from."""

import numpy as np

from legacy_repro import names

_rng = np.random


def get_rng():
    """Return the generator in use: the module ``numpy.random`` unless `set_rng` gave another."""
    return _rng


def set_rng(new_rng):
    """Draw from `new_rng`, a ``numpy.random`` or a ``numpy.random.RandomState``, from now on."""
    global _rng
    _rng = new_rng


__getattr__ = names.absent(__name__)
