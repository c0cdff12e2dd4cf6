"""`theano.tensor.nnet.neighbours`, where these names were first."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet.neighbours import (
    Images2Neibs,
    images2neibs,
    neibs2images,
)

__getattr__ = names.absent(__name__)
