"""``theano.tensor.signal``: pooling."""

from legacy_repro import names
from legacy_repro.theano.tensor.signal import pool

__getattr__ = names.absent(__name__)
