import functools
import os

import pytest
from pytensor.graph.basic import Apply
from pytensor.link.c.op import COp

from legacy_repro import backends, theano

# What only one backend's environment runs.
OF_C = ["test_ahead.py", "test_precompiled.py", "test_probes.py"]
OF_JAX = ["test_jax.py", "test_jax_on_host.py", "test_placement.py"]
collect_ignore = {
    "jax": ["test_numba.py", *OF_C],
    "numba": [*OF_JAX, *OF_C],
}.get(os.environ.get("LEGACY_REPRO_BACKEND"), ["test_numba.py", *OF_JAX])


@pytest.fixture
def function(backend):
    """`theano.function` on the backend that the suite runs on."""
    return functools.partial(theano.function, mode=backends.mode(backend))


class Copied(COp):
    """Copy a tensor and run C++ of a test on the `copy`, compiled with flags of its own.

    PyTensor keeps the module for no other process.
    """

    __props__ = ("code", "flags")

    def __init__(self, code, flags=()):
        self.code, self.flags = code, tuple(flags)

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        raise NotImplementedError

    def c_code_cache_version(self):
        return ()

    def c_headers(self, **kwargs):
        return ["<algorithm>", "<vector>"]

    def c_compile_args(self, **kwargs):
        return list(self.flags)

    def c_code(self, node, name, inputs, outputs, sub):
        return f"""
            PyArrayObject* copy = (PyArrayObject*)PyArray_NewCopy({inputs[0]}, NPY_CORDER);
            Py_XDECREF({outputs[0]});
            {outputs[0]} = copy;
            {self.code}
        """


@pytest.fixture
def copied():
    """Return the class `Copied`."""
    return Copied
