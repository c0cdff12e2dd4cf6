"""``theano.tensor.xlogx``: x log x and x log y, which are 0 where x is 0."""

from pytensor.tensor.special import xlogy as xlogy0

from legacy_repro import names


def xlogx(x):
    """Return x log x, which is 0 where x is 0."""
    return xlogy0(x, x)


__getattr__ = names.absent(__name__)
