"""Elementwise operations in vector code: exp, log and tanh of any float, and what runs in place."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro import backends
from legacy_repro.ops.elementwise import VectorElemwise

LIMITS = np.array([0, 1e-45, 1e-38, 88.722, 88.723, 103.97, 103.98, 3e38, np.inf, np.nan], "f4")


@pytest.fixture(scope="module")
def floats():
    """Floats of all sizes, and those at which something ends; their number is no full vector's."""
    bits = np.arange(0, 2**32, 100003, dtype="uint64").astype("uint32")
    return np.concatenate([bits.view("float32"), LIMITS, -LIMITS])


@pytest.fixture
def c():
    """The mode of C, which alone has code of its own here."""
    return backends.mode("c")


@pytest.mark.parametrize("name", ["exp", "log", "tanh"])
def test_functions_of_floats_are_the_floats_next_to_the_true_values(name, floats, c):
    x = pt.fvector()
    actual = pytensor.function([x], getattr(pt, name)(x), mode=c)(floats)
    with np.errstate(all="ignore"):
        wanted = getattr(np, name)(floats.astype("float64")).astype("float32")
    np.testing.assert_array_equal(actual, wanted)
    signs = [np.signbit(x[~np.isnan(x)]) for x in (actual, wanted)]
    np.testing.assert_array_equal(*signs)


def test_two_outputs_in_place_of_each_others_input(c):
    """Each is computed of what both inputs were before."""
    x, y = pytensor.scalar.float32("x"), pytensor.scalar.float32("y")
    swap = pytensor.scalar.Composite([x, y], [x + y, x - y])
    a, b = (pytensor.shared(np.arange(40, dtype="f4") ** i) for i in (1, 2))
    op = VectorElemwise(swap, {0: 1, 1: 0})
    total, difference = op(a, b)
    pytensor.function([], updates={b: total, a: difference}, mode=c, accept_inplace=True)()
    k = np.arange(40, dtype="f4")
    np.testing.assert_array_equal(a.get_value(), k - k**2)
    np.testing.assert_array_equal(b.get_value(), k + k**2)
