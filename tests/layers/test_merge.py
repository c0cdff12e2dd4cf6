import numpy as np
import pytest

from layers import (
    ConcatLayer,
    ElemwiseMergeLayer,
    ElemwiseSumLayer,
    InputLayer,
    autocrop,
    autocrop_array_shapes,
    concat,
    get_output,
    get_output_shape,
)
from legacy_repro import theano
from legacy_repro.theano import tensor as T

floatX = theano.config.floatX
A = np.arange(2 * 3 * 4, dtype=floatX).reshape(2, 3, 4)
B = np.arange(2 * 5 * 7, dtype=floatX).reshape(2, 5, 7)


def merged(kind, values, *args, **kwargs):
    """Return the output's declared shape and its value."""
    inputs = [InputLayer(value.shape) for value in values]
    layer = kind(inputs, *args, **kwargs)
    return layer.output_shape, get_output(layer, dict(zip(inputs, values, strict=True))).eval()


def test_autocrop_keeps_beginning_middle_or_end():
    a, b = T.tensor3("a"), T.tensor3("b")
    ends = autocrop([a, b], [None, "lower", "upper"])
    middles = autocrop([a, b], [None, "center", "center"])
    outputs = theano.function([a, b], [*ends, *middles])(A, B)
    expected = [A, B[:, :3, 3:], A, B[:, 1:4, 1:5]]
    for got, want in zip(outputs, expected, strict=True):
        np.testing.assert_array_equal(got, want)


def test_autocrop_does_nothing_unless_asked():
    inputs = [T.matrix(), T.matrix()]
    assert autocrop(inputs, None) is inputs


@pytest.mark.parametrize(
    "cropping, shapes",
    [
        (None, [(None, 3, 4), (2, 5, 7)]),
        ([], [(None, 3, 4), (2, 5, 7)]),
        ([None, "lower"], [(None, 3, 4), (2, 3, 7)]),
        (["upper", "center", "center"], [(None, 3, 4), (None, 3, 4)]),
    ],
)
def test_shapes_after_autocrop(cropping, shapes):
    assert autocrop_array_shapes([(None, 3, 4), (2, 5, 7)], cropping) == shapes


def test_what_autocrop_refuses():
    for function, inputs in (
        (autocrop, [T.matrix(), T.vector()]),
        (autocrop_array_shapes, [(1, 2), (1,)]),
    ):
        with pytest.raises(ValueError, match=r"same number of dimensions .*\[2, 1\]"):
            function(inputs, ["lower"])
    with pytest.raises(ValueError, match="got 'middle'"):
        autocrop([T.matrix()], ["middle"])


def test_concat():
    assert concat is ConcatLayer
    shape, value = merged(ConcatLayer, [A, A + 1, A[:, :1]])
    assert shape == (2, 7, 4)
    np.testing.assert_array_equal(value, np.concatenate([A, A + 1, A[:, :1]], axis=1))


@pytest.mark.parametrize("axis", [2, -1])
def test_concat_crops_all_axes_but_its_own(axis):
    shape, value = merged(ConcatLayer, [A, B], axis, cropping=["lower", "upper", "center"])
    assert shape == (2, 3, 11)
    np.testing.assert_array_equal(value, np.concatenate([A, B[:, 2:]], axis=2))


def test_concat_shapes():
    assert ConcatLayer([(None, 3), (4, None)], axis=0).output_shape == (None, 3)
    assert ConcatLayer([(None, 3), (4, 5)]).output_shape == (4, 8)
    for shapes in [(2, 3), (4, 3)], [(2, 3), (2, 3, 1)]:
        with pytest.raises(ValueError, match="do not fit to be joined along axis 1"):
            get_output_shape(ConcatLayer(shapes))


def test_elemwise_merge_folds_from_the_left():
    shape, value = merged(ElemwiseMergeLayer, [A, A + 2, A + 7], T.sub)
    assert shape == A.shape
    np.testing.assert_array_equal(value, A - (A + 2) - (A + 7))
    shape, value = merged(ElemwiseMergeLayer, [A, B], T.maximum, [None, "lower", "upper"])
    assert shape == A.shape
    np.testing.assert_array_equal(value, np.maximum(A, B[:, :3, 3:]))


def test_elemwise_merge_shapes():
    assert ElemwiseMergeLayer([(None, 3), (4, None)], T.mul).output_shape == (4, 3)
    with pytest.raises(ValueError, match=r"\(2, 3\), \(2, 4\)\] do not fit to be merged"):
        get_output_shape(ElemwiseMergeLayer([(2, 3), (2, 4)], T.mul))


@pytest.mark.parametrize("coeffs, expected", [(1, 2 * A + 1), (0.5, A + 0.5), ([2, -1], A - 1)])
def test_elemwise_sum(coeffs, expected):
    _, value = merged(ElemwiseSumLayer, [A, A + 1], coeffs)
    np.testing.assert_array_equal(value, expected)


def test_elemwise_sum_takes_symbolic_coefficients_and_crops():
    c = theano.shared(np.asarray(3, floatX))
    _, value = merged(ElemwiseSumLayer, [A, B], [1, c], cropping=[None, "center", "lower"])
    np.testing.assert_array_equal(value, A + 3 * B[:, 1:4, :4])


def test_elemwise_sum_needs_a_coefficient_for_each():
    with pytest.raises(ValueError, match="each of its 2 inputs, got 3"):
        ElemwiseSumLayer([(2, 3), (2, 3)], [1, 2, 3])
