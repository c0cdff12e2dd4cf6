"""Old Theano and Lasagne scripts, run again on PyTensor."""

__version__ = "0.1.0"


def activate(backend=None):
    """Make ``import theano`` and ``import lasagne`` work, and choose where graphs are computed.

    backend: "c" (the default), "numba" or "jax"; without it LEGACY_REPRO_BACKEND decides, then
    Theano's flag device. THEANO_FLAGS and ~/.theanorc are read as Theano read them. Raises
    ValueError for a backend that does not exist, ModuleNotFoundError for JAX if it is not there.
    """
    from legacy_repro import flags, names

    given = flags.read()
    _choose(backend)
    # A script may set the flags itself, before it imports Theano.
    names.install(lambda: _import_theano(backend, flags.read() != given))


def _import_theano(backend, again):
    """Do what Theano did as it was imported, besides giving its names."""
    if again:
        _choose(backend)
    from legacy_repro.theano import configuration

    configuration.set_numpy_errors()


def _choose(backend):
    from legacy_repro import flags

    flags.apply()  # before anything imports PyTensor
    from legacy_repro import backends

    backends.choose(backend)
