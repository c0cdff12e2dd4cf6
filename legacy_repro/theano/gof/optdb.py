"""``theano.gof.optdb``: named rewrites, registered with their position as in Theano."""

from pytensor.graph.rewriting import db
from pytensor.graph.rewriting.db import EquilibriumDB, LocalGroupDB, ProxyDB
from pytensor.graph.rewriting.db import RewriteDatabase as DB
from pytensor.graph.rewriting.db import RewriteDatabaseQuery as Query

from legacy_repro import names


class SequenceDB(db.SequenceDB):
    """Rewrites in the order of their positions."""

    def register(self, name, obj, *tags, **kwargs):
        register_at(super(), name, obj, *tags, **kwargs)


class Positioned:
    """A sequence of rewrites of PyTensor's, in which scripts register theirs as in Theano."""

    def __init__(self, sequence):
        self._sequence = sequence

    def register(self, name, obj, *tags, **kwargs):
        """Register a rewrite: its name, the rewrite, its position, its tags."""
        register_at(self._sequence, name, obj, *tags, **kwargs)

    def __getattr__(self, name):
        return getattr(self._sequence, name)

    def __getitem__(self, name):
        return self._sequence[name]


def register_at(sequence, name, obj, *tags, **kwargs):
    """Register a rewrite; the first of the tags may be its position, as it was in Theano."""
    if tags and not isinstance(tags[0], str):
        kwargs["position"], *tags = tags
    sequence.register(name, obj, *tags, **kwargs)


__getattr__ = names.absent(__name__)
