"""What follows a convolution: the graph with and without the rewrite, and its numbers."""

import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.ops.conv2d import PooledConv2d, PooledConv2dGrad
from legacy_repro.ops.conv2d.op import Conv2dOp
from legacy_repro.ops.pool2d.op import Pool2dOp
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor.signal.pool import pool_2d


def relu(z):
    return T.nnet.relu(z)


def biased(z, b):
    return z + b.dimshuffle("x", 0, "x", "x")


FORMS = {
    "all": lambda z, b: pool_2d(relu(biased(z, b)), (2, 2), ignore_border=True),
    "hanging_over": lambda z, b: pool_2d(relu(biased(z, b)), (3, 2), ignore_border=False),
    "no_bias": lambda z, b: pool_2d(relu(z), (2, 2), ignore_border=True),
    "no_pooling": lambda z, b: relu(biased(z, b)),
    "no_rectification": lambda z, b: pool_2d(biased(z, b), (2, 3), ignore_border=True),
    "only_pooling": lambda z, b: pool_2d(z, (2, 2), ignore_border=True),
}
OTHERS = {
    "only_bias": biased,
    "overlapping": lambda z, b: pool_2d(biased(z, b), (3, 3), stride=(2, 2), ignore_border=True),
    "average": lambda z, b: pool_2d(z, (2, 2), ignore_border=True, mode="average_exc_pad"),
    "also_used": lambda z, b: pool_2d(relu(z), (2, 2), ignore_border=True).sum() + z.sum(),
    "another_bias": lambda z, b: T.tanh(z + b[0]),
}


def both(build, settings):
    """Return functions of x, W, b without and with the rewrite: output, and gradients."""
    x, W, b = T.dtensor4("x"), T.dtensor4("W"), T.dvector("b")
    output = build(T.nnet.conv2d(x, W, **settings), b)
    grads = T.grad((output**2).sum(), [W, b, x], disconnected_inputs="ignore")
    mode = backends.mode("c")
    modes = mode.excluding("pooled_conv2d"), mode
    return [theano.function([x, W, b], [output, *grads], mode=m) for m in modes]


def parts(function):
    ops = [node.op for node in function.maker.fgraph.toposort()]
    return [type(op) for op in ops if isinstance(op, (Conv2dOp, Pool2dOp))]


def values(channels=3):
    """Return whole numbers, so that maxima tie and zeros are exact."""
    rng = np.random.RandomState(0)
    shapes = (4, 6, 9, 8), (6, channels, 3, 3), (6,)
    return [rng.randint(-2, 3, shape).astype("float64") for shape in shapes]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "settings", [{}, {"border_mode": "half", "num_groups": 2}], ids=["plain", "settings"]
)
def test_one_operation_and_one_for_its_gradients(form, settings):
    before, after = both(FORMS[form], settings)
    assert PooledConv2d not in parts(before)
    assert parts(after) == [PooledConv2d, PooledConv2dGrad]
    arrays = values(6 // settings.get("num_groups", 1))
    for new, old in zip(after(*arrays), before(*arrays), strict=True):
        np.testing.assert_allclose(new, old, rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("form", OTHERS)
def test_what_is_not_of_this_form_stays(form):
    before, after = both(OTHERS[form], {})
    assert PooledConv2d not in parts(after)
    assert parts(after) == parts(before)
    for new, old in zip(after(*values(6)), before(*values(6)), strict=True):
        np.testing.assert_array_equal(new, old)


def test_a_gradient_that_does_not_come_through_the_pooling():
    """As in networks that are run backwards: that of what is pooled, given."""
    x, W, b, top = T.dtensor4(), T.dtensor4(), T.dvector(), T.dtensor4()
    rectified = relu(biased(T.nnet.conv2d(x, W), b))
    pooled = pool_2d(rectified, (2, 2), ignore_border=True)
    outputs = [pooled, T.grad(None, x, known_grads={rectified: top})]
    mode = backends.mode("c")
    before, after = (
        theano.function([x, W, b, top], outputs, mode=m)
        for m in (mode.excluding("pooled_conv2d"), mode)
    )
    arrays = *values(6), np.random.RandomState(1).randn(4, 6, 7, 6)
    for new, old in zip(after(*arrays), before(*arrays), strict=True):
        np.testing.assert_allclose(new, old, rtol=1e-12, atol=1e-9)


def test_a_sign_times_itself_is_no_gradient():
    x, W = T.dtensor4(), T.dtensor4()
    z = T.nnet.conv2d(x, W)
    mode = backends.mode("c")
    with theano.configuration.change_flags(on_opt_error="raise"):
        function = theano.function([x, W], [relu(z), T.sgn(z) * T.sgn(z)], mode=mode)
    convolved, signs = function(*values(6)[:2])
    np.testing.assert_array_equal(signs >= (convolved > 0), True)


def test_only_the_gradients_that_are_asked_for():
    x, W, b = T.dtensor4(), T.dtensor4(), T.dvector()
    output = FORMS["all"](T.nnet.conv2d(x, W), b)
    for wrt, to_images in ([W], False), ([x], True), ([b], False):
        f = theano.function([x, W, b], T.grad(output.sum(), wrt), mode=backends.mode("c"))
        ops = [node.op for node in f.maker.fgraph.apply_nodes]
        assert [op.to_images for op in ops if isinstance(op, PooledConv2dGrad)] == [to_images]
    predict = theano.function([x, W, b], output, mode=backends.mode("c"))
    assert parts(predict) == [PooledConv2d]


@pytest.mark.parametrize("form", ["all", "no_rectification"])
def test_a_missing_number_reaches_the_output_and_the_gradients(form):
    _, after = both(FORMS[form], {})
    x, W, b = values(6)
    x[1, 2, 4, 4] = np.nan
    output, to_kernel, *_ = after(x, W, b)
    assert np.isnan(output[1]).any(axis=(1, 2)).all()
    assert not np.isnan(output[[0, 2, 3]]).any()
    assert np.isnan(to_kernel).any()


def test_a_bias_of_the_wrong_length_is_refused():
    _, after = both(FORMS["all"], {})
    x, W, _ = values(6)
    with pytest.raises(ValueError, match=r"the bias has the shape \(5,\)"):
        after(x, W, np.zeros(5))


def test_not_with_doubt_about_the_bias():
    """A vector of one element is spread over the filters."""
    x, W, b = T.dtensor4(), T.dtensor4(), theano.tensor.TensorType("float64", (True,))()
    output = FORMS["all"](T.nnet.conv2d(x, W), b)
    function = theano.function([x, W, b], output, mode=backends.mode("c"))
    images, kernel, _ = values(6)
    spread, whole = function(images, kernel, np.ones(1)), function(images, kernel, np.ones(1))
    np.testing.assert_array_equal(spread, whole)
    assert PooledConv2d not in parts(function)
