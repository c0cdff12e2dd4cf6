import numpy as np
import pytest

from layers import (
    DimshuffleLayer,
    FlattenLayer,
    InputLayer,
    PadLayer,
    ReshapeLayer,
    SliceLayer,
    dimshuffle,
    flatten,
    get_output,
    get_output_shape,
    pad,
    reshape,
)
from legacy_repro import theano
from legacy_repro.theano import tensor as T

X = np.arange(2 * 3 * 4, dtype=theano.config.floatX).reshape(2, 3, 4)


def output(kind, *args, **kwargs):
    return get_output(kind(InputLayer(X.shape), *args, **kwargs), X).eval()


def test_short_names():
    assert (flatten, reshape, dimshuffle, pad) == (
        FlattenLayer,
        ReshapeLayer,
        DimshuffleLayer,
        PadLayer,
    )


@pytest.mark.parametrize("outdim, shape", [(1, (24,)), (2, (2, 12)), (3, (2, 3, 4))])
def test_flatten(outdim, shape):
    assert FlattenLayer(X.shape, outdim).output_shape == shape
    np.testing.assert_array_equal(output(FlattenLayer, outdim), X.reshape(shape))


def test_flatten_shapes_with_unknown_sizes():
    assert FlattenLayer((None, 3, 4)).output_shape == (None, 12)
    assert FlattenLayer((2, None, 4)).output_shape == (2, None)
    with pytest.raises(ValueError, match="outdim has to be at least 1, got 0"):
        FlattenLayer(X.shape, outdim=0)


@pytest.mark.parametrize(
    "input_shape, spec, shape",
    [
        ((2, 3, 4), (6, 4), (6, 4)),
        ((2, 3, 4), (-1, 2), (12, 2)),
        ((2, 3, 4), ([0], [2], -1), (2, 4, 3)),
        ((None, 3, 4), ([0], -1), (None, 12)),
        ((None, 3, 4), (-1, 12), (None, 12)),
        ((None, 12), ([0], 3, 4), (None, 3, 4)),
        ((None, 12), ([0], [0], -1), (None, None, None)),
        ((None, None, 6), ([1], [0], 2, -1), (None, None, 2, 3)),
    ],
)
def test_reshape_shapes(input_shape, spec, shape):
    assert ReshapeLayer(input_shape, spec).output_shape == shape


def test_reshape():
    np.testing.assert_array_equal(output(ReshapeLayer, ([0], 2, -1)), X.reshape(2, 2, 6))
    rows = T.iscalar("rows")
    layer = ReshapeLayer(InputLayer(X.shape), (rows, -1))
    assert layer.output_shape == (None, None)
    np.testing.assert_array_equal(get_output(layer, X).eval({rows: 3}), X.reshape(3, 8))


@pytest.mark.parametrize(
    "spec, says",
    [
        ((0, -1), "got 0"),
        ((-2,), "got -2"),
        ((2.0, 12), "got 2.0"),
        (([0, 1], -1), r"got \[0, 1\]"),
        (([-1], 3), r"got \[-1\]"),
        ((-1, -1), "Only one"),
        ((5, 5), "total sizes differ"),
        ((5, -1), "total sizes differ"),
        (([3], -1), r"dimension \[3\]"),
        ((T.ivector("v"), -1), "symbolic scalar"),
    ],
)
def test_reshape_refuses(spec, says):
    with pytest.raises(ValueError, match=says):
        ReshapeLayer(X.shape, spec)


def test_reshape_refuses_an_unknown_size_that_cannot_fit():
    with pytest.raises(ValueError, match=r"\(None, 12\) cannot be reshaped to \(\[0\], 5\)"):
        ReshapeLayer((None, 12), ([0], 5))


def test_dimshuffle():
    pattern = (2, "x", 0, 1)
    assert DimshuffleLayer((2, None, 4), pattern).output_shape == (4, 1, 2, None)
    expected = X.transpose(2, 0, 1)[:, None]
    np.testing.assert_array_equal(output(DimshuffleLayer, pattern), expected)
    assert DimshuffleLayer((2, 1, None), (0,)).output_shape == (2,)


@pytest.mark.parametrize(
    "pattern, says",
    [
        ((0, 0, 1, 2), "more than once"),
        ((0, 1, "y", 2), "'x' only"),
        ((0, 1, 2, 3), "3 dimensions"),
        ((0, 1), "leaves out"),
        ((0, 1, -1), "3 dimensions"),
    ],
)
def test_dimshuffle_refuses(pattern, says):
    with pytest.raises(ValueError, match=says):
        DimshuffleLayer(X.shape, pattern)


@pytest.mark.parametrize(
    "options, widths",
    [
        ({"width": 2}, [(0, 0), (0, 0), (2, 2)]),
        ({"width": [1, (0, 3)], "batch_ndim": 1, "val": -1}, [(0, 0), (1, 1), (0, 3)]),
        ({"width": [(2, 0)], "batch_ndim": 0}, [(2, 0), (0, 0), (0, 0)]),
    ],
)
def test_pad(options, widths):
    expected = np.pad(X, widths, constant_values=options.get("val", 0))
    assert PadLayer(X.shape, **options).output_shape == expected.shape
    np.testing.assert_array_equal(output(PadLayer, **options), expected)


def test_pad_shapes():
    assert PadLayer((None, 1, None, 5), 1).output_shape == (None, 1, None, 7)
    with pytest.raises(ValueError, match="more entries than the 1 padded"):
        get_output_shape(PadLayer(X.shape, [1, 1]))


@pytest.mark.parametrize(
    "indices, axis, expected",
    [
        (slice(1, 3), -1, X[:, :, 1:3]),
        (slice(None, None, -2), 1, X[:, ::-2]),
        (-1, 1, X[:, -1]),
        (0, 0, X[0]),
    ],
)
def test_slice(indices, axis, expected):
    assert SliceLayer(X.shape, indices, axis).output_shape == expected.shape
    np.testing.assert_array_equal(output(SliceLayer, indices, axis), expected)


def test_slice_of_an_unknown_size():
    assert SliceLayer((None, 3), slice(2), axis=0).output_shape == (None, 3)
    assert SliceLayer((None, 3), 0, axis=0).output_shape == (3,)
