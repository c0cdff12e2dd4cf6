"""``theano.misc``: files of graphs, ordered sets, dictionaries that do not change."""

from legacy_repro import names

__getattr__ = names.absent(__name__)
