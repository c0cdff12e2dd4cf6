import ast
from pathlib import Path

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro.theano.tensor.nnet import abstract_conv, conv
from legacy_repro.theano.tensor.nnet.abstract_conv import (
    AbstractConv2d,
    AbstractConv2d_gradInputs,
    AbstractConv2d_gradWeights,
    assert_conv_shape,
    border_mode_to_pad,
    check_conv_gradinputs_shape,
    conv2d,
    conv2d_grad_wrt_inputs,
    conv2d_grad_wrt_weights,
    conv2d_transpose,
    get_conv_gradinputs_shape,
    get_conv_gradinputs_shape_1axis,
    get_conv_gradweights_shape,
    get_conv_gradweights_shape_1axis,
    get_conv_output_shape,
    get_conv_shape_1axis,
)

PERFORM = Mode(linker="py")
RECORDED = np.load(Path(__file__).parents[1] / "data" / "theano_conv2d.npz")
CASES = sorted({name.partition("/")[0] for name in RECORDED.files})


def wave(shape, step=1):
    """Return the numbers the originals were given, float64 or float32 as they are needed."""
    return np.sin(step * (np.arange(np.prod(shape, dtype=int)) + 0.5)).reshape(shape)


def cosine(shape):
    return np.cos(np.arange(np.prod(shape, dtype=int)) + 0.5).reshape(shape)


@pytest.mark.parametrize("case", CASES)
def test_numbers_are_those_of_theano(case):
    """Output and gradients recorded from Theano 1.0.5 with float64 and OpenBLAS."""
    settings = ast.literal_eval(str(RECORDED[f"{case}/settings"]))
    images, filters = wave(settings.pop("image")), cosine(settings.pop("filters"))
    expected = [RECORDED[f"{case}/{k}"] for k in ("output", "input_gradient", "filter_gradient")]
    x, w, top = pt.dtensor4(), pt.dtensor4(), pt.dtensor4()
    y = conv2d(x, w, **settings)
    outputs = [y, *pytensor.grad(None, [x, w], known_grads={y: top})]
    function = pytensor.function([x, w, top], outputs, mode=PERFORM)
    results = function(images, filters, wave(expected[0].shape, 2))
    for result, numbers in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-13)


def test_the_same_gradient_under_three_names():
    """conv2d_grad_wrt_*, conv2d_transpose and AbstractConv2d_grad* are what pytensor.grad gives."""
    rng = np.random.default_rng(1)
    images, filters = (
        pt.constant(rng.normal(size=(2, 3, 8, 7))),
        pt.constant(rng.normal(size=(4, 3, 3, 2))),
    )
    settings = {"border_mode": (1, 0), "filter_flip": False}
    y = conv2d(images, filters, subsample=(2, 1), **settings)
    top = pt.constant(rng.normal(size=(2, 4, 4, 6)))
    gx, gw = pytensor.grad(None, [images, filters], known_grads={y: top})
    strided = {"subsample": (2, 1), **settings}
    rows, columns = images.shape[2:]
    inputs = [
        conv2d_grad_wrt_inputs(top, filters, (None, None, rows, columns), **strided),
        conv2d_transpose(top, filters, (2, 3, 8, 7), input_dilation=(2, 1), **settings),
        AbstractConv2d_gradInputs(**strided)(filters, top, [8, 7]),
    ]
    weights = [
        conv2d_grad_wrt_weights(images, top, (4, 3, 3, 2), **strided),
        AbstractConv2d_gradWeights(**strided)(images, top, filters.shape[2:]),
    ]
    values = pytensor.function([], [gx, *inputs, gw, *weights], mode=PERFORM)()
    for value in values[1:4]:
        np.testing.assert_array_equal(value, values[0])
    for value in values[5:]:
        np.testing.assert_array_equal(value, values[4])
    assert values[0].shape == (2, 3, 8, 7) and values[4].shape == (4, 3, 3, 2)


def test_sizes_of_a_gradient_must_be_known():
    x, w = pt.ftensor4(), pt.ftensor4()
    with pytest.raises(ValueError, match="input_shape needs 4 entries"):
        conv2d_grad_wrt_inputs(x, w, (None, None, None, 8))
    with pytest.raises(ValueError, match="filter_shape needs 4 entries"):
        conv2d_grad_wrt_weights(x, w, (3, 3))


def test_shape_hints():
    x, w = pt.ftensor4("x"), pt.ftensor4("w")
    hinted = conv2d(x, w, (9, None, 4, 4), (None, 3, pt.constant(2), 2))
    assert hinted.type.shape == (None,) * 4, "a wrong hint is harmless, as in Theano"
    assert conv2d(x, w, image_shape=[2, 3, 4, 4]).owner.op == hinted.owner.op
    with pytest.raises(ValueError, match="not both"):
        conv2d(x, w, input_shape=(2, 3, 4, 4), image_shape=(2, 3, 4, 4))
    with pytest.raises(ValueError, match="imshp must be None or 4"):
        conv2d(x, w, input_shape=(2, "a", 4, 4))
    with pytest.raises(ValueError, match="kshp must be None or 4"):
        conv2d(x, w, filter_shape=(2, 3, 4))


def test_settings():
    x, w = pt.ftensor4(), pt.ftensor4()
    with pytest.warns(UserWarning, match="ignores unroll_batch"):
        conv2d(x, w, unroll_batch=2)
    with pytest.raises(TypeError, match="6-D filters"):
        conv2d(x, w, unshared=True)
    with pytest.raises(NotImplementedError, match="unshared=True"):
        conv2d_grad_wrt_inputs(x, w, (2, 3, 4, 5), unshared=True)
    op = AbstractConv2d((2, 3, 5, 5), None, (1, 2), (2, 1), False, (1, 3), 3)
    assert (op.imshp, op.kshp, op.border_mode) == ((2, 3, 5, 5), (None,) * 4, (1, 2))
    assert (op.subsample, op.filter_flip, op.filter_dilation) == ((2, 1), False, (1, 3))
    assert op.num_groups == 3
    same = conv2d(x, w, None, None, (1, 2), (2, 1), False, None, (1, 3), 3)
    assert op(x, w).owner.op == same.owner.op


def test_old_conv2d():
    x, w = pt.ftensor4(), pt.ftensor4()
    old = conv.conv2d(x, w, (2, 3, 8, 8), (4, 3, 3, 3), "full", (2, 2), unroll_batch=1, version=-1)
    assert old.owner.op == abstract_conv.conv2d(x, w, border_mode="full", subsample=(2, 2)).owner.op
    op = conv.ConvOp((3, 8, 8), (3, 3), 4, 2, 2, 2, "full")
    assert op(x, w).owner.op == old.owner.op
    assert conv.ConvOp.getOutputShape((28, 28), (5, 5), (3, 2), "full") == (11, 16)
    with pytest.raises(ValueError, match="got 'half'"):
        conv.ConvOp(output_mode="half")
    with pytest.raises(ValueError, match="got 'half'"):
        conv.conv2d(x, w, border_mode="half")
    with pytest.raises(TypeError, match="does not know filter_flip"):
        conv.conv2d(x, w, filter_flip=False)


@pytest.mark.parametrize(
    ("arguments", "shape"),
    [  # recorded from Theano 1.0.5
        (((2, 3, 5, 5), (4, 3, 3, 3), "half", (2, 2)), (2, 4, 3, 3)),
        (((2, 3, 5, 5), (4, 3, 3, 3), "full", (1, 1), (2, 2)), (2, 4, 9, 9)),
        (((None, 3, None, 5), (4, 3, 3, 3), (1, 2), (1, 1)), (None, 4, None, 7)),
        (((2, 3, 5, 5), (4, 3, 3, 3), ((1, 0), (2, 1)), (1, 1)), (2, 4, 4, 6)),
        (((2, 3, 5, 5), (4, 3, 7, 3), "valid", (1, 1)), (2, 4, -1, 3)),
        (([2, 3, 5, 5], [4, 3, 3, 3], 1, [1, 1]), (2, 4, 5, 5)),
        (((2, 3, 5, 5, 6), (4, 3, 3, 3, 3), "half", (1, 1, 2)), (2, 4, 5, 5, 3)),
        (((2, 3, 5), (4, 3, 3), "valid", (1,)), (2, 4, 3)),
    ],
)
def test_get_conv_output_shape(arguments, shape):
    assert get_conv_output_shape(*arguments) == shape


def test_shapes_of_gradients():
    """Recorded from Theano 1.0.5."""
    weights, inputs = get_conv_gradweights_shape, get_conv_gradinputs_shape
    assert weights((2, 6, 8, 8), (2, 4, 6, 7), "valid", (1, 1)) == (4, 6, 3, 2)
    assert weights((2, 6, 8, 8), (2, 4, 6, 7), "half", (1, 1), None, 2) == (2, 6, None, None)
    unshared = weights((2, 6, 8, 8), (2, 4, 6, 7), "valid", (1, 1), None, 1, True)
    assert unshared == (4, 6, 7, 6, 3, 2)
    assert weights((2, None, 8, None), (2, 4, 6, 7), "valid", (2, 1)) == (4, None, None, None)
    assert get_conv_gradweights_shape_1axis(9, 5, "valid", 1, 2) == 3
    assert get_conv_gradweights_shape_1axis(5, 7, (2, 1), 1, 1) == 2
    assert inputs((4, 3, 3, 2), (2, 4, 6, 7), "half", (2, 1)) == (2, 3, None, 6)
    assert inputs((4, 3, 3, 2), (2, 4, 6, 7), (1, 2), (1, 1), (2, 2), 2) == (2, 6, 8, 5)
    assert inputs((4, 3, 3, 2), (2, 4, 6, 7), ((1, 0), (2, 1)), (1, 1)) == (2, 3, 7, 5)
    assert get_conv_gradinputs_shape_1axis(3, 5, "full", 1, 2) == 1


@pytest.mark.parametrize(
    ("top", "fits"),
    [
        ((2, 4, 3, 3), True),
        ((2, 4, 3, 4), False),
        ((None, 4, 3, None), True),
        ((3, 4, 3, 3), False),
    ],
)
def test_check_conv_gradinputs_shape(top, fits):
    shapes = (2, 3, 5, 5), (4, 3, 3, 3), top
    assert check_conv_gradinputs_shape(*shapes, "valid", (1, 1)) is fits


def test_border_mode_to_pad():
    assert border_mode_to_pad("half", 3, (3, 4, 5)) == ((1, 1), (2, 2), (2, 2))
    assert border_mode_to_pad(((1, 2), 0), 2, (3, 4)) == ((1, 2), (0, 0))
    for wrong in (1, (1,), "same", (1, -2)):
        with pytest.raises(ValueError, match="invalid border_mode"):
            border_mode_to_pad(wrong, 2, (3, 3))


def test_assert_conv_shape():
    size = pt.lscalar()
    checked = assert_conv_shape((0, 2, 3, size))
    assert checked[:3] == (0, 2, 3) and checked[3].eval({size: 1}) == 1
    with pytest.raises(AssertionError, match="invalid shape"):
        checked[3].eval({size: 0})
    with pytest.raises(ValueError, match="-3 < 1"):
        assert_conv_shape((1, 2, -3, 4))


def test_get_conv_shape_1axis():
    cases = {  # recorded from Theano 1.0.5
        (5, 2, "half", 1): 6,
        (5, 3, "full", 1, 2): 9,
        (5, 3, 2, 1): 7,
        (5, 3, (1, 0), 1): 4,
        (5, None, "full", 1): None,
        (5, 3, "valid", None): None,
        (5, 9, "valid", 3): -1,
    }
    assert {case: get_conv_shape_1axis(*case) for case in cases} == cases
    size = pt.lscalar()
    assert get_conv_shape_1axis(size, 3, "full", 2).eval({size: 6}) == 4
    with pytest.raises(ValueError, match="invalid border_mode"):
        get_conv_shape_1axis(5, 3, -1, 1)
