"""``theano.tests.unittest_tools``: seeds, and checks of gradients and shapes."""

import unittest

import numpy as np
import pytensor

from legacy_repro import names
from legacy_repro.theano import gradient
from legacy_repro.theano.compile.function import function
from legacy_repro.theano.configuration import config


def fetch_seed(pseed=None):
    """Return the seed of the tests: ``config.unittests.rseed``, else the one given, else 666."""
    seed = config.unittests.rseed or pseed or 666
    return None if seed == "random" else int(seed)


def seed_rng(pseed=None):
    """Seed NumPy's own generator; return the seed."""
    seed = fetch_seed(pseed)
    np.random.seed(seed)
    return seed


def verify_grad(op, pt, n_tests=2, rng=None, *args, **kwargs):
    """Compare the gradient of an operation with differences of its values."""
    rng = rng or np.random.RandomState(fetch_seed())
    gradient.verify_grad(op, pt, n_tests, rng, *args, **kwargs)


def assert_allclose(expected, value, rtol=None, atol=None):
    """Raise AssertionError where two arrays differ by more than rounding in their precision."""
    single = "float32" in (str(np.asarray(expected).dtype), str(np.asarray(value).dtype))
    rtol = rtol if rtol is not None else 1e-5 if single else 1e-8
    np.testing.assert_allclose(value, expected, rtol, atol if atol is not None else rtol)


class InferShapeTester(unittest.TestCase):
    """Checks that an operation tells the shapes of what it computes."""

    def _compile_and_check(self, inputs, outputs, numeric_inputs, cls, *args, **kwargs):
        values = function(inputs, outputs)(*numeric_inputs)
        shapes = function(inputs, [x.shape for x in outputs], on_unused_input="ignore")
        nodes = shapes.maker.fgraph.toposort()
        assert not any(isinstance(node.op, cls) for node in nodes), f"{cls} is still computed"
        for shape, value in zip(shapes(*numeric_inputs), values, strict=True):
            assert tuple(shape) == value.shape


__getattr__ = names.absent(__name__)
