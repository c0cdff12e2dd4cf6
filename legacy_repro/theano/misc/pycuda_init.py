"""PyCUDA's part of Theano, which is refused."""

from legacy_repro import gpu_names

raise ImportError(f"theano.misc.pycuda_init: {gpu_names.REFUSED['theano.misc.pycuda_init']}")
