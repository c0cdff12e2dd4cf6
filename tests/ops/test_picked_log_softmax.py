"""The C++ beside `perform`, and what both refuse."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro import backends
from legacy_repro.ops.picked_log_softmax import PickedLogSoftmax, PickedLogSoftmaxGrad


def compiled(dtype="float64", label="int64"):
    """Return the same function by `perform` and in C++."""
    x, top = pt.matrix(dtype=dtype), pt.vector(dtype=dtype)
    n, labels = pt.lscalar(), pt.vector(dtype=label)
    picked, p = PickedLogSoftmax()(x, n, labels)
    outputs = [picked, p, PickedLogSoftmaxGrad()(p, n, labels, top), picked.shape, p.shape]
    modes = Mode("py", "fast_compile"), backends.mode("c")
    return [pytensor.function([x, n, labels, top], outputs, mode=mode) for mode in modes]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("label", ["int8", "uint8", "int64"])
def test_perform_agrees(dtype, label):
    rng, eps = np.random.RandomState(0), np.finfo(dtype).eps
    by_perform, native = compiled(dtype, label)
    for rows, size, n, given in (
        (5, 4, 5, 5),
        (5, 4, 3, 3),
        (5, 4, 1, 6),
        (5, 1, 5, 1),
        (3, 9, 0, 0),
    ):
        count = given if n == 1 else n
        x, top = rng.randn(rows, size).astype(dtype), rng.randn(count).astype(dtype)
        labels = rng.randint(0, size, given).astype(label)
        for layout in (x, np.asfortranarray(x), np.repeat(x, 2, axis=1)[:, ::2]):
            expected = by_perform(layout, n, labels, top)
            for new, old in zip(native(layout, n, labels, top), expected, strict=True):
                np.testing.assert_allclose(new, old, 10 * eps, 10 * eps)


@pytest.mark.parametrize("which", [0, 1])
def test_refused_at_run_time(which):
    function, x = compiled()[which], np.zeros((3, 4))
    for n, labels in ((3, [0, 4, 0]), (3, [0, -5, 0]), (4, [0, 0, 0, 0])):
        with pytest.raises(IndexError):
            function(x, n, labels, np.ones(len(labels)))
    with pytest.raises((ValueError, IndexError)):
        function(x, 3, [0, 1], [1, 1, 1])
    with pytest.raises(ValueError):
        function(x, 3, [0, 1, 2], [1, 1])
    with pytest.raises(ValueError):
        function(np.zeros((3, 0)), 0, [], [])


def test_refused_when_built():
    with pytest.raises(TypeError, match="x must be a matrix of float32 or float64"):
        PickedLogSoftmax()(pt.lmatrix(), 1, pt.lvector())
    with pytest.raises(TypeError, match="labels must be a vector of integers"):
        PickedLogSoftmax()(pt.dmatrix(), 1, pt.dvector())
