"""The original Theano, with Lasagne for what is more than an exercise."""

import sys
import types

LIBRARIES = ("theano", "lasagne", "numpy", "scipy")


def activate(openmp):
    import theano

    theano.config.openmp = openmp
    _serve_downsample()
    theano.config.floatX = "float32"
    return "CPU only"


def _serve_downsample():
    """Let Lasagne 0.1, the newest that pip finds, have a module that Theano 1.0 dropped."""
    from theano.tensor import signal
    from theano.tensor.signal import pool

    module = types.ModuleType("theano.tensor.signal.downsample")
    module.max_pool_2d = pool.pool_2d
    sys.modules[module.__name__] = signal.downsample = module


def training(network):
    return _script(network).training(network)


def prediction(network):
    return _script(network).prediction(network)


def _script(network):
    if network.by_hand:
        from benchmarks.scripts import by_hand as script
    else:
        from benchmarks.scripts import layered as script
    return script
