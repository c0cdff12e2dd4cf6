"""Products that are cut into slices, in every layout, beside NumPy's."""

import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.theano import tensor as T

SHAPES = [(300, 20, 2000), (20, 700, 2000), (257, 600, 300), (1000, 1000, 3), (0, 3, 2), (3, 2, 0)]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("orders", ["CC", "CF", "FC", "FF"])
def test_products(dtype, orders):
    a, b, c = (T.matrix(dtype=dtype) for _ in range(3))
    half = np.asarray(0.5, dtype)
    function = theano.function(
        [a, b, c], [T.dot(a, b), c - half * T.dot(a, b)], mode=backends.mode("c")
    )
    rng = np.random.RandomState(0)
    for m, n, k in SHAPES:
        x = np.array(rng.randn(m, k), dtype, order=orders[0])
        y = np.array(rng.randn(k, n), dtype, order=orders[1])
        z = rng.randn(m, n).astype(dtype)
        exact, tolerance = x.astype("float64") @ y, 100 * np.finfo(dtype).eps
        product, total = function(x, y, z)
        np.testing.assert_allclose(product, exact, tolerance, tolerance * k)
        np.testing.assert_allclose(total, z - exact / 2, tolerance, tolerance * k)
