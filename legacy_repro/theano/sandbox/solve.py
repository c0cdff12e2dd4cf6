"""``theano.sandbox.solve``, where solve was before it was in slinalg."""

from legacy_repro import names
from legacy_repro.theano.tensor.slinalg import solve

__getattr__ = names.absent(__name__)
