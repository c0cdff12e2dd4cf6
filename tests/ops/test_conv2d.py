import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode
from pytensor.gradient import verify_grad

from legacy_repro.ops.conv2d import Conv2d, Conv2dGradInputs, Conv2dGradWeights
from legacy_repro.ops.conv2d.geometry import normalise_border_mode

PERFORM = Mode(linker="py")


def by_hand(images, kernel, stride, dilation, groups):
    """Convolve padded images as the formula in the op's module says, taps reversed."""
    filters, channels, height, width = kernel.shape
    rows = (images.shape[2] - (height - 1) * dilation[0] - 1) // stride[0] + 1
    columns = (images.shape[3] - (width - 1) * dilation[1] - 1) // stride[1] + 1
    output = np.zeros((len(images), filters, rows, columns))
    for n, f, y, x, c, i, j in np.ndindex(*output.shape, channels, height, width):
        channel = f // (filters // groups) * channels + c
        row = y * stride[0] + (height - 1 - i) * dilation[0]
        column = x * stride[1] + (width - 1 - j) * dilation[1]
        output[n, f, y, x] += kernel[f, c, i, j] * images[n, channel, row, column]
    return output


def test_output_follows_the_formula(mode):
    rng = np.random.default_rng(1)
    images, kernel = rng.normal(size=(2, 4, 6, 7)), rng.normal(size=(4, 2, 3, 2))
    op = Conv2d(((1, 2), (0, 1)), (2, 1), filter_dilation=(1, 2), num_groups=2)
    x, w = pt.dtensor4(), pt.dtensor4()
    output = pytensor.function([x, w], op(x, w), mode=mode)(images, kernel)
    padded = np.pad(images, ((0, 0), (0, 0), (1, 2), (0, 1)))
    np.testing.assert_allclose(output, by_hand(padded, kernel, (2, 1), (1, 2), 2), atol=1e-13)


@pytest.mark.parametrize(
    "settings",
    [
        {"border_mode": "half", "filter_dilation": (2, 1)},
        {"border_mode": "full", "subsample": (2, 3), "filter_flip": False},
        {"border_mode": ((1, 0), (0, 2)), "subsample": (1, 2), "num_groups": 2},
    ],
    ids=["half", "full", "pads"],
)
def test_each_op_is_differentiated_by_the_two_others(settings):
    """Numeric differences of the convolution and of its gradients, so second order too."""
    rng = np.random.default_rng(2)
    op = Conv2d(**settings)
    groups = op.num_groups
    images, kernel = rng.normal(size=(2, 2, 5, 6)), rng.normal(size=(2, 2 // groups, 3, 2))
    top = rng.normal(size=op.convolved(images.shape, kernel.shape))
    gradients = {
        Conv2d: ([images, kernel], ()),
        Conv2dGradWeights: ([images, top], ((3, 2),)),
        Conv2dGradInputs: ([kernel, top], ((5, 6),)),
    }
    for cls, (inputs, size) in gradients.items():
        function = op.sibling(cls)
        verify_grad(lambda a, b, f=function, s=size: f(a, b, *s), inputs, rng=rng, mode=PERFORM)


def test_static_shapes():
    op = Conv2d("half", (2, 1))
    x, w = (
        pt.tensor(dtype="float32", shape=(None, 3, 9, None)),
        pt.tensor(dtype="float32", shape=(4, 3, 3, 3)),
    )
    y = op(x, w)
    assert y.type.shape == (None, 4, 5, None)
    gx, gw = pytensor.grad(y.sum(), [x, w])
    assert gx.type.shape == (None, 3, None, None)
    assert gw.type.shape == (4, 3, 3, 3)


def test_shapes_are_known_without_computing():
    x, w = pt.ftensor4(), pt.ftensor4()
    y = Conv2d("full", (2, 3), filter_dilation=(2, 1))(x, w)
    shapes = [v.shape for v in (y, *pytensor.grad(y.sum(), [x, w]))]
    function = pytensor.function([x, w], shapes, mode=PERFORM)
    assert not any(isinstance(node.op, Conv2d) for node in function.maker.fgraph.apply_nodes)
    images, kernel = np.zeros((2, 3, 9, 8), "float32"), np.zeros((4, 3, 3, 2), "float32")
    shapes = [tuple(shape) for shape in function(images, kernel)]
    assert shapes == [(2, 4, 7, 3), images.shape, kernel.shape]


def test_dtype_is_that_which_holds_both():
    assert Conv2d()(pt.ftensor4(), pt.ftensor4()).dtype == "float32"
    assert Conv2d()(pt.ftensor4(), pt.dtensor4()).dtype == "float64"
    assert Conv2d()(pt.btensor4(), pt.ftensor4()).dtype == "float32"
    with pytest.raises(TypeError, match="float32 or float64"):
        Conv2d()(pt.itensor4(), pt.itensor4())


def test_shapes_that_do_not_fit_are_said(mode):
    x, w, g = pt.ftensor4(), pt.ftensor4(), pt.ftensor4()
    plain = pytensor.function([x, w], Conv2d()(x, w), mode=mode)
    grouped = pytensor.function([x, w], Conv2d(num_groups=2)(x, w), mode=mode)
    backward = pytensor.function([w, g], Conv2dGradInputs()(w, g, (5, 6)), mode=mode)

    def shaped(*shape):
        return np.zeros(shape, "float32")

    with pytest.raises(
        ValueError, match=r"images \(2, 3, 5, 6\) and filters \(4, 2, 3, 3\): .* 3 channels"
    ):
        plain(shaped(2, 3, 5, 6), shaped(4, 2, 3, 3))
    with pytest.raises(ValueError, match=r"\(4, 3, 6, 3\): the filters do not fit"):
        plain(shaped(2, 3, 5, 6), shaped(4, 3, 6, 3))
    with pytest.raises(ValueError, match="num_groups=2 must divide 3"):
        grouped(shaped(2, 4, 5, 6), shaped(3, 2, 3, 3))
    with pytest.raises(ValueError, match=r"gradient is \(2, 4, 3, 3\), must be \(2, 4, 3, 4\)"):
        backward(shaped(4, 3, 3, 3), shaped(2, 4, 3, 3))


def test_inputs_need_not_be_contiguous(mode):
    rng = np.random.default_rng(3)
    images, kernel = rng.normal(size=(2, 2, 6, 7)), rng.normal(size=(3, 2, 2, 2))
    x, w = pt.dtensor4(), pt.dtensor4()
    function = pytensor.function([x, w], Conv2d()(x, w), mode=mode)
    expected = function(images, kernel)
    twisted = np.asfortranarray(images), np.ascontiguousarray(kernel[:, :, ::-1])[:, :, ::-1]
    np.testing.assert_array_equal(function(*twisted), expected)


@pytest.mark.parametrize(
    ("border_mode", "normalised"),
    [
        ("valid", ((0, 0), (0, 0))),
        ("half", "half"),
        (2, ((2, 2), (2, 2))),
        ((np.int64(1), 2), ((1, 1), (2, 2))),
        ((1, (0, 2)), ((1, 1), (0, 2))),
    ],
)
def test_border_modes(border_mode, normalised):
    assert normalise_border_mode(border_mode) == normalised


@pytest.mark.parametrize(
    "border_mode",
    ["same", -1, 1.0, None, [1, 2], (1,), (1, 2, 3), (-1, 0), ((1, -1), 0), ("half", 1)],
)
def test_other_border_modes_are_refused(border_mode):
    with pytest.raises(ValueError, match="invalid border_mode"):
        Conv2d(border_mode)


def test_other_settings_are_refused():
    with pytest.raises(ValueError, match="subsample must be two"):
        Conv2d(subsample=(2,))
    with pytest.raises(ValueError, match="filter_dilation must be two positive"):
        Conv2d(filter_dilation=(0, 1))
    with pytest.raises(ValueError, match="num_groups must be at least 1, got 0"):
        Conv2d(num_groups=0)
    with pytest.raises(TypeError, match="4-D"):
        Conv2d()(pt.ftensor3(), pt.ftensor4())
    with pytest.raises(ValueError, match=r"\(height, width\)"):
        Conv2dGradInputs()(pt.ftensor4(), pt.ftensor4(), (1, 2, 3))
