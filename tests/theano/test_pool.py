import ast
from pathlib import Path

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro.theano.tensor.signal import downsample
from legacy_repro.theano.tensor.signal.pool import (
    AveragePoolGrad,
    DownsampleFactorMaxGradGrad,
    MaxPoolGrad,
    Pool,
    max_pool_2d_same_size,
    pool_2d,
    pool_3d,
)

PERFORM = Mode(linker="py")
RECORDED = np.load(Path(__file__).parents[1] / "data" / "theano_pool2d.npz")
CASES = sorted({name.partition("/")[0] for name in RECORDED.files}, key=int)


def wave(function, shape):
    return function(np.arange(np.prod(shape, dtype=int)) + 0.5).reshape(shape)


@pytest.mark.parametrize("case", CASES)
def test_numbers_are_those_of_theano(case):
    """Output, gradient and second order recorded from Theano 1.0.5, on images with many ties."""
    settings = ast.literal_eval(str(RECORDED[f"{case}/settings"]))
    shape = (2, 1, *settings.pop("size"))
    expected = [RECORDED[f"{case}/{name}"] for name in ("output", "gradient", "second_gradient")]
    x, top, direction = pt.dtensor4(), pt.dtensor4(), pt.dtensor4()
    pooled = pool_2d(x, **settings)
    gradient = pytensor.grad(None, x, known_grads={pooled: top})
    second = pytensor.grad(None, top, known_grads={gradient: direction})
    function = pytensor.function([x, top, direction], [pooled, gradient, second], mode=PERFORM)
    arrays = np.round(3 * wave(np.sin, shape)), wave(np.cos, expected[0].shape), wave(np.cos, shape)
    for result, numbers in zip(function(*arrays), expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-14)


def test_old_names():
    x = pt.ftensor4()
    new = pool_2d(x, (3, 3), True, (2, 1), (1, 0)).owner.op
    assert pool_2d(x, ds=(3, 3), ignore_border=True, st=(2, 1), padding=(1, 0)).owner.op == new
    assert (new.ws, new.stride, new.pad) == ((3, 3), (2, 1), (1, 0))
    for both in (
        {"ds": (2, 2)},
        {"stride": (1, 1), "st": (1, 1)},
        {"pad": (1, 1), "padding": (1, 1)},
    ):
        with pytest.raises(ValueError, match="old name: not both"):
            pool_2d(x, (2, 2), True, **both)
    with pytest.raises(ValueError, match="needs ws"):
        pool_2d(x, ignore_border=True)


def test_ignore_border_is_false_with_a_warning():
    x = pt.ftensor4()
    with pytest.warns(UserWarning, match="ignore_border is False by default"):
        pooled = pool_2d(x, (2, 2))
    assert pooled.owner.op == pool_2d(x, (2, 2), False).owner.op
    with (
        pytest.warns(UserWarning, match="ignore_border"),
        pytest.raises(NotImplementedError, match="needs ignore_border=True"),
    ):
        pool_2d(x, (2, 2), pad=(1, 1))


def test_the_last_two_dimensions_are_pooled():
    numbers = np.arange(16.0, dtype="float32")
    for shape in ((2, 8), (2, 2, 4), (1, 2, 1, 2, 4)):
        pooled = pool_2d(numbers.reshape(shape), (2, 2), True).eval(mode=PERFORM)
        assert pooled.shape == (*shape[:-2], 1, shape[-1] // 2)
        np.testing.assert_array_equal(pooled.ravel()[-1], 15)
    with pytest.raises(NotImplementedError, match="2 or more dimensions"):
        pool_2d(numbers, (2, 2), True)


def test_max_pool_2d_same_size():
    images = pt.constant(np.arange(25.0, dtype="float32").reshape(1, 1, 5, 5))
    expected = np.zeros((5, 5))  # recorded from Theano 1.0.5
    expected[[1, 1, 3, 3], [1, 3, 1, 3]] = 6, 8, 16, 18
    result = max_pool_2d_same_size(images, (2, 2)).eval(mode=PERFORM)
    np.testing.assert_array_equal(result[0, 0], expected)


def test_pool_class():
    x = pt.ftensor4()
    pool = Pool(ignore_border=True, mode="sum")
    assert pool(x, (2, 2)).owner.op == pool_2d(x, (2, 2), True, mode="sum").owner.op
    pooled = pool(x, (3, 3), (2, 2), (1, 1))
    assert pooled.owner.op == pool_2d(x, (3, 3), True, (2, 2), (1, 1), "sum").owner.op
    with pytest.raises(NotImplementedError, match="ndim=4"):
        Pool(ndim=4)
    with pytest.raises(NotImplementedError, match="needs 2 or more"):
        pool(pt.vector(), (2, 2))


@pytest.mark.parametrize("case", range(6))
def test_pool_3d(case, recorded, sines, with_gradients):
    settings, expected = recorded(f"pool_3d/{case}")
    x = pt.dtensor5()
    values = [np.round(3 * sines((2, 1, 4, 5, 4)))]
    for result, numbers in zip(
        with_gradients([x], pool_3d(x, **settings), values), expected, strict=True
    ):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-13)


def test_one_dimension():
    x = pt.constant(np.array([[3.0, 1, 4, 1, 5]]))
    assert Pool(ndim=1)(x, 2).eval(mode=PERFORM).tolist() == [[3, 4, 5]]


def test_sizes_must_be_known():
    x = pt.tensor4()
    assert pool_2d(x, pt.constant([2, 3]), True).owner.op.ws == (2, 3)
    for ws in (pt.lvector(), (x.shape[2], 2)):
        with pytest.raises(NotImplementedError, match="got the symbolic"):
            pool_2d(x, ws, True)
    with pytest.raises(ValueError, match="3 integers as ws"):
        pool_3d(pt.tensor5(), (2, 2), True)


def test_gradients_by_name():
    x = pt.constant(np.round(3 * wave(np.sin, (1, 1, 5, 6))))
    for mode, cls in (("max", MaxPoolGrad), ("average_exc_pad", AveragePoolGrad)):
        y = pool_2d(x, (3, 2), True, (2, 1), mode=mode)
        expected = pytensor.grad((y**2).sum(), x)
        settings = (3, 2), (2, 1)
        op = cls(True) if mode == "max" else cls(True, mode)
        named = op(x, y, 2 * y, *settings) if mode == "max" else op(x, 2 * y, *settings)
        np.testing.assert_array_equal(*pytensor.function([], [named, expected], mode=PERFORM)())
    y = pool_2d(x, (2, 2), True)
    summed = DownsampleFactorMaxGradGrad(True)(x, y, x, (2, 2)).eval(mode=PERFORM)
    assert summed[0, 0, 0, 0] == 3 * np.sum(x.data[0, 0, :2, :2] == 3), "sums over the maxima"
    with pytest.raises(NotImplementedError, match="take the gradient of Pool"):
        MaxPoolGrad(True, ndim=3)(x, y, y, (2, 2, 2))


def test_downsample():
    x = pt.ftensor4()
    new = pool_2d(x, (3, 2), True, (2, 1), (1, 0), "sum").owner.op
    assert downsample.max_pool_2d(x, (3, 2), True, (2, 1), (1, 0), "sum").owner.op == new
    pool = downsample.DownsampleFactorMax((3, 2), True, (2, 1), (1, 0), "sum")
    assert pool(x).owner.op == new
    assert pool.out_shape((7, 1, 5, 4), (2, 2), True) == [7, 1, 2, 2]
    with pytest.warns(UserWarning, match="ignore_border is False by default"):
        loose = downsample.max_pool_2d(x, (2, 2))
    assert not loose.owner.op.ignore_border


def test_out_shape():
    assert Pool.out_shape((5, 5), (2, 2)) == [3, 3]
    assert Pool.out_shape((7, 1, 5, 4), (2, 2), True) == [7, 1, 2, 2]
    assert Pool.out_shape((5, 5), ds=(2, 2), st=(1, 1), padding=(1, 1), ignore_border=True) == [
        6,
        6,
    ]
    rows = pt.lscalar()
    assert Pool.out_shape((rows, 5), (2, 2), True)[0].eval({rows: 1}, mode=PERFORM) == 0
    with pytest.raises(TypeError, match="at least 2 sizes"):
        Pool.out_shape((5,), (2, 2))
