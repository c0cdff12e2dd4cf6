import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode
from pytensor.gradient import verify_grad

from legacy_repro.ops.pool2d import MaxPool2dGrad, Pool2d
from legacy_repro.ops.pool2d.geometry import output_size

PERFORM = Mode(linker="py")


def windows_one_by_one(size, ws, stride, pad, ignore_border):
    """Count the windows as Theano 1.0.5 did, against which this was checked in 1,440 cases."""
    size += 2 * pad
    if ignore_border:
        return sum(start + ws <= size for start in range(0, size, stride))
    count = 1
    while count * stride < size and (count - 1) * stride + ws < size:
        count += 1
    return count


def test_output_size_counts_windows():
    for ignore_border in (True, False):
        for size, ws, stride in np.ndindex(13, 5, 6):
            for pad in range(ws + 1 if ignore_border else 1):
                axis = size + 1, ws + 1, stride + 1, pad, ignore_border
                assert output_size(*axis) == windows_one_by_one(*axis), axis


def averages(image, op):
    """Average each window of a plane one by one; padding is zeros that count with inc_pad."""
    pad = [(p, p) for p in op.pad]
    pixels, inside = np.pad(image, pad), np.pad(np.ones_like(image), pad)
    counted = np.ones_like(inside) if op.mode == "average_inc_pad" else inside
    result = np.zeros(op.pooled(image.shape))
    for place in np.ndindex(*result.shape):
        window = tuple(
            slice(i * s, i * s + w) for i, s, w in zip(place, op.stride, op.ws, strict=True)
        )
        result[place] = pixels[window].sum() / counted[window].sum()
    return result


def test_averages(mode):
    image = np.random.default_rng(1).normal(size=(8, 9))
    x = pt.dmatrix()
    padded = [
        Pool2d((3, 4), True, (2, 3), (2, 1), name)
        for name in ("average_inc_pad", "average_exc_pad")
    ]
    ops = [*padded, Pool2d((3, 4), False, mode="average_inc_pad")]
    results = pytensor.function([x], [op(x) for op in ops], mode=mode)(image)
    for op, result in zip(ops, results, strict=True):
        np.testing.assert_allclose(result, averages(image, op), rtol=1e-13)


def test_gradient_of_a_maximum_goes_to_every_tie(mode):
    x = pt.fmatrix()
    pooled = Pool2d((3, 3), True, (1, 1))(x)
    function = pytensor.function([x], pytensor.grad(pooled.sum(), x), mode=mode)
    expected = [
        [1, 2, 2, 1],
        [2, 4, 4, 2],
        [2, 4, 4, 2],
        [1, 2, 2, 1],
    ]  # recorded from Theano 1.0.5
    np.testing.assert_array_equal(function(np.ones((4, 4), "float32")), expected)


def test_nan_and_infinity(mode):
    x = pt.dmatrix()
    function = pytensor.function([x], Pool2d((1, 2), True)(x), mode=mode)
    image = [[np.nan, 1, 2, np.nan, 3, 4, -np.inf, -np.inf]]
    np.testing.assert_array_equal(function(image), [[np.nan, np.nan, 4, -np.inf]])


@pytest.mark.parametrize(
    "settings",
    [
        {"ws": (2, 3), "stride": (1, 2), "mode": "max"},
        {"ws": (2, 3), "stride": (1, 2), "mode": "sum"},
        {"ws": (3, 2), "pad": (1, 1), "ignore_border": True, "mode": "average_inc_pad"},
        {"ws": (3, 2), "pad": (1, 1), "ignore_border": True, "mode": "average_exc_pad"},
    ],
    ids=lambda settings: settings["mode"],
)
def test_gradients_are_numeric_differences(settings):
    rng = np.random.default_rng(2)
    op = Pool2d(**settings)
    image, top = rng.normal(size=(2, 5, 6)), rng.normal(size=op.pooled((2, 5, 6)))
    verify_grad(op, [image], rng=rng, mode=PERFORM)

    def gradient(top):
        pooled = op(pt.constant(image))
        return pytensor.grad(None, pooled.owner.inputs[0], known_grads={pooled: top})

    verify_grad(gradient, [top], rng=rng, mode=PERFORM)


def test_third_order_is_the_first_again():
    """The gradient of a maximum is linear in `top`: differentiated twice, it is itself."""
    image = np.array([[1.0, 3.0], [3.0, 2.0]])
    x, top, direction = pt.constant(image), pt.dmatrix(), pt.dmatrix()
    op = Pool2d((2, 2), True)
    first = op.sibling(MaxPool2dGrad)(x, op(x), top)
    second = pytensor.grad(None, top, known_grads={first: direction})
    third = pytensor.grad(None, direction, known_grads={second: top})
    function = pytensor.function([top, direction], [second, third], mode=PERFORM)
    back, forth = function([[5.0]], np.array([[10.0, 20.0], [30.0, 40.0]]))
    np.testing.assert_array_equal(back, [[50.0]])
    np.testing.assert_array_equal(forth, [[0.0, 5.0], [5.0, 0.0]])


def test_integers_stay_integers(mode):
    x = pt.lmatrix()
    ops = [Pool2d((2, 2), True, mode=name) for name in ("max", "sum", "average_exc_pad")]
    results = pytensor.function([x], [op(x) for op in ops], mode=mode)([[-1, 2], [-3, -5]])
    assert [result.tolist() for result in results] == [[[2]], [[-7]], [[-1]]]
    assert all(result.dtype == "int64" for result in results)


def test_shapes():
    x = pt.tensor(dtype="float32", shape=(None, 3, 9, None))
    pooled = Pool2d((2, 3), False)(x)
    assert pooled.type.shape == (None, 3, 5, None)
    gradient = pytensor.grad(pooled.sum(), x)
    function = pytensor.function([x], [pooled.shape, gradient.shape], mode=PERFORM)
    assert not any(isinstance(node.op, Pool2d) for node in function.maker.fgraph.apply_nodes)
    shapes = function(np.zeros((0, 3, 9, 8), "float32"))
    assert [tuple(shape) for shape in shapes] == [(0, 3, 5, 3), (0, 3, 9, 8)]


def test_gradients_that_do_not_fit_are_refused(mode):
    x, top = pt.dmatrix(), pt.dmatrix()
    for name in ("max", "sum"):
        pooled = Pool2d((2, 2), True, mode=name)(x)
        gradient = pytensor.grad(None, x, known_grads={pooled: top})
        function = pytensor.function([x, top], gradient, mode=mode)
        with pytest.raises(ValueError, match=r"pooled to \(2, 3\), got .*\(2, 2\)"):
            function(np.zeros((4, 6)), np.zeros((2, 2)))


def test_wrong_settings_are_refused():
    with pytest.raises(ValueError, match=r"ws as two integers .* got 2"):
        Pool2d(2)
    with pytest.raises(ValueError, match=r"stride as two integers .* at least 1"):
        Pool2d((2, 2), stride=(0, 1))
    with pytest.raises(ValueError, match="average_exc_pad, got 'average'"):
        Pool2d((2, 2), mode="average")
    with pytest.raises(NotImplementedError, match="needs ignore_border=True"):
        Pool2d((2, 2), pad=(1, 1))
    with pytest.raises(NotImplementedError, match="needs pad < ws"):
        Pool2d((2, 2), True, pad=(2, 0))
    with pytest.raises(TypeError, match="2 or more dimensions"):
        Pool2d((2, 2))(pt.vector())
