"""What is measured: the backends that can be used here."""

from benchmarks.process import Worker
from legacy_repro import flags

NAMES = ("c", "numba", "jax")


def split(names):
    """Return the backends that can be used, and for each of the others what it lacks."""
    flags.apply()  # before PyTensor is imported, which the compiler depends on
    from legacy_repro.backends import BACKENDS

    lacking = {name: BACKENDS[name].lacking() for name in names}
    usable = [name for name in names if not lacking[name]]
    return usable, {name: remedy for name, remedy in lacking.items() if remedy}


def describe(names):
    """Return each backend's device and versions, by name.

    Each starts once for it, so that none is the first to read its files from the disk.
    """
    about = {}
    for name in names:
        with Worker() as worker:
            worker.ask("activate", backend=name)
            about[name] = worker.ask("describe", backend=name)
    return about
