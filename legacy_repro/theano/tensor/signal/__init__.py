"""``theano.tensor.signal``: pooling, and convolution of single images."""

from legacy_repro import names
from legacy_repro.theano.tensor.signal import conv, downsample, pool

__getattr__ = names.absent(__name__)
