"""`theano.tensor.nnet.conv`, where these names were first."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import conv

__getattr__ = names.absent(__name__, elsewhere=conv)
