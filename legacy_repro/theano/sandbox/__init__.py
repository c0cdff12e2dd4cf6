"""``theano.sandbox``: the random streams that everybody used."""

from legacy_repro import names

__getattr__ = names.absent(__name__)
