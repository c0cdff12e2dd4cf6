"""``theano.misc.safe_asarray``: values as NumPy arrays of exactly the dtype asked for."""

import numpy as np
from pytensor import config

from legacy_repro import names


def _asarray(a, dtype, order=None):
    """Return a as an array of a dtype, where "floatX" is that of the configuration."""
    return np.asarray(a, dtype=config.floatX if dtype == "floatX" else dtype, order=order)


__getattr__ = names.absent(__name__)
