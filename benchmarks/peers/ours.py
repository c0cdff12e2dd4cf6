"""This project, on one of its backends."""

import importlib

from benchmarks.peers import theano

training, prediction = theano.training, theano.prediction
LIBRARIES = ("pytensor", "numpy", "scipy", "scipy-openblas32", "numba", "jax", "jaxlib")


def activate(backend):
    importlib.import_module("legacy_repro").activate(backend)
    importlib.import_module("lasagne")
    importlib.import_module("theano").config.floatX = "float32"
    devices = importlib.import_module("legacy_repro.backends").BACKENDS[backend]
    return getattr(devices, "devices", lambda: "CPU only")()
