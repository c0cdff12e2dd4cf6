"""The threads of our C++: one pool of them, which parallel.h makes when a loop first needs it."""

from legacy_repro.ops import openmp

pool = None  # a capsule, set by parallel.h


def count():
    """Return how many threads there are to be."""
    return openmp.threads()
