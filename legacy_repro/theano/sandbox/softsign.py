"""``theano.sandbox.softsign``, where softsign was before it was in nnet."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet.nnet import softsign

__getattr__ = names.absent(__name__)
