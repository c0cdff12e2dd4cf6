"""What PyTensor's Numba alone does not do: refuse indices out of range, and hold a RandomState."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
import theano
from pytensor.compile.mode import Mode, get_mode
from theano.tensor.shared_randomstreams import RandomStreams

from legacy_repro import backends
from legacy_repro.backends.numba.linker import RandomStateNumbaLinker
from legacy_repro.ops.conv2d import Conv2d, PooledConv2d, PooledConv2dGrad
from legacy_repro.ops.pool2d import Pool2d

PERFORM = Mode("py", "fast_compile")
X, M, T3 = np.arange(10.0), np.arange(20.0).reshape(5, 4), np.arange(60.0).reshape(5, 4, 3)
x, m, t3 = pt.dvector(), pt.dmatrix(), pt.dtensor3()
i, iv, jv, im, bv = pt.lscalar(), pt.lvector(), pt.lvector(), pt.lmatrix(), pt.bvector()
mask, masks = pt.vector(dtype="bool"), pt.matrix(dtype="bool")
VALUES = {x: X, m: M, t3: T3}
rows = pt.arange(m.shape[0])
OUT = r"out of bounds|boolean index did not match"

# An array, a part of it, and for each index a right value and some wrong ones.
PARTS = {
    "x[iv]": (x, x[iv], {iv: ([0, -10, 0], [0, 10], [-11, 0])}),
    "x[bv]": (x, x[bv], {bv: ([0, 9], [12], [-100])}),
    "x[im]": (x, x[im], {im: ([[0, 9], [3, -1]], [[0, 12]], [[0], [-11]])}),
    "m[iv]": (m, m[iv], {iv: ([4, -5, 4], [5], [-6])}),
    "m[:,iv]": (m, m[:, iv], {iv: ([3, 0], [4], [-5])}),
    "m[rows,iv]": (m, m[rows, iv], {iv: ([0, 1, 2, -1, 0], [4] * 5, [-5] * 5)}),
    "m[i,iv]": (m, m[i, iv], {i: (2, 5, -6), iv: ([3, 0], [4], [-5])}),
    "t3[1,iv]": (t3, t3[1, iv], {iv: ([3, 0], [4], [-5])}),
    "t3[iv,:,jv]": (t3, t3[iv, :, jv], {iv: ([4], [5], [-6]), jv: ([0, 2], [3], [-4])}),
    "x[i]": (x, x[i], {i: (3, 10, -11)}),
    "m[:,i]": (m, m[:, i], {i: (3, 4, -5)}),
    "x[mask]": (x, x[mask], {mask: ([True, False] * 5, [True] * 11, [True] * 9)}),
    "m[:,mask]": (m, m[:, mask], {mask: ([True, False] * 2, [True] * 5, [True] * 3)}),
    "t3[1,masks]": (t3, t3[1, masks], {masks: (np.eye(4, 3) > 0, np.eye(4) > 0, np.eye(3) > 0)}),
}
LABELS = PARTS["m[rows,iv]"][-1]
# What Numba computes inside a loop over elements.
FUSED = {
    "read": (x, pt.tanh(x[iv]) + 1, PARTS["x[iv]"][-1]),
    "read and sum": (m, (m[rows, iv] * 2).sum(), LABELS),
    "write": (m, pt.inc_subtensor(m[rows, iv], pt.tanh(m[:, 0]) + 1), LABELS),
    "gradient": (m, pt.grad(-pt.log(m[rows, iv] + 1).mean(), m), LABELS),
}
UPDATES = {"set": pt.set_subtensor, "inc": pt.inc_subtensor}


def assert_checked(array, output, indices):
    """Compare with NumPy for the right indices; expect IndexError where one of them is wrong."""
    inputs = [array, *indices]
    values = [VALUES[array], *(np.array(right, i.dtype) for i, (right, *_) in indices.items())]
    numba = pytensor.function(inputs, output, mode=backends.mode("numba"))
    expected = pytensor.function(inputs, output, mode=PERFORM)(*values)
    np.testing.assert_allclose(numba(*values), expected, rtol=1e-12)
    for position, (index, (_, *wrong)) in enumerate(indices.items(), start=1):
        for value in wrong:
            given = [*values]
            given[position] = np.array(value, index.dtype)
            with pytest.raises(IndexError, match=OUT):
                numba(*given)


@pytest.mark.parametrize("name", PARTS)
def test_reading_out_of_range(name):
    assert_checked(*PARTS[name])


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("update", UPDATES)
def test_writing_out_of_range(update, name):
    array, part, indices = PARTS[name]
    assert_checked(array, UPDATES[update](part, 1.5), indices)


@pytest.mark.parametrize("name", FUSED)
def test_indexing_out_of_range_inside_a_loop_over_elements(name):
    assert_checked(*FUSED[name])


def test_reading_out_of_range_inside_scan():
    sums, _ = theano.scan(lambda k, v, indices: v[indices + k].sum(), pt.arange(3), None, [x, iv])
    assert_checked(x, sums, {iv: ([0, 7], [0, 8], [-11])})


def test_the_message_is_that_of_numpy():
    read = pytensor.function([m, iv], m[rows, iv], mode=backends.mode("numba"))
    with pytest.raises(IndexError, match="index -5 is out of bounds for axis 1 with size 4"):
        read(M, [1, -5, 7, 0, 0])
    select = pytensor.function([m, mask], m[mask], mode=backends.mode("numba"))
    message = (
        "boolean index did not match indexed array along axis 0; "
        "size of axis is 5 but size of corresponding boolean axis is 6"
    )
    with pytest.raises(IndexError, match=message):
        select(M, [True] * 6)


def test_no_index_and_no_array():
    read = pytensor.function([x, iv], x[iv], mode=backends.mode("numba"))
    assert read(X, np.array([], "int64")).shape == (0,)
    with pytest.raises(IndexError, match="index 0 is out of bounds for axis 0 with size 0"):
        read(X[:0], [0])


def test_every_way_to_ask_for_numba_takes_our_linker():
    backends.mode("numba")
    with pytensor.config.change_flags(linker="numba"):
        modes = [Mode("numba"), Mode("auto"), Mode(), *map(get_mode, ["NUMBA", "FAST_RUN", "Mode"])]
    assert {type(mode.linker) for mode in modes} == {RandomStateNumbaLinker}


def test_a_random_state_remains_the_same_object():
    sample = RandomStreams(1).uniform((2,), dtype="float64")
    state = sample.rng.get_value(borrow=True)
    draw = pytensor.function([], sample, mode=backends.mode("numba"))
    expected = sample.rng.get_value().uniform(size=6)
    np.testing.assert_array_equal(np.concatenate([draw(), draw(), state.uniform(size=2)]), expected)
    assert sample.rng.get_value(borrow=True) is state


def test_what_follows_a_convolution_is_fused_with_it():
    images, kernel, bias = pt.dtensor4("x"), pt.dtensor4("W"), pt.dvector("b")
    z = theano.tensor.nnet.relu(Conv2d()(images, kernel) + bias[None, :, None, None])
    output = Pool2d(ws=(2, 2), ignore_border=True)(z)
    outputs = [output, *pt.grad((output**2).sum(), [images, kernel, bias])]
    modes = backends.mode("numba"), PERFORM.excluding("pooled_conv2d")
    fused, apart = (pytensor.function([images, kernel, bias], outputs, mode=m) for m in modes)
    ops = {type(node.op) for node in fused.maker.fgraph.toposort()}
    assert {PooledConv2d, PooledConv2dGrad} <= ops
    assert Conv2d not in ops
    shapes = (4, 3, 9, 8), (6, 3, 3, 3), (6,)
    values = [np.random.default_rng(0).normal(size=shape) for shape in shapes]
    for actual, expected in zip(fused(*values), apart(*values), strict=True):
        np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=1e-12)


def test_a_pooled_convolution_of_shapes_that_do_not_fit():
    images, kernel, bias = pt.dtensor4(), pt.dtensor4(), pt.dvector()
    compute = pytensor.function(
        [images, kernel, bias], PooledConv2d()(images, kernel, bias), mode=backends.mode("numba")
    )
    x, W = np.zeros((2, 3, 5, 5)), np.zeros((4, 3, 2, 2))
    with pytest.raises(ValueError, match=r"the shape of the bias is \(3,\), must be \(4,\)"):
        compute(x, W, np.zeros(3))
    with pytest.raises(ValueError, match="the images have 2 channels, the filters take 3"):
        compute(x[:, :2], W, np.zeros(4))
    with pytest.raises(ValueError, match="the filters do not fit into the padded images"):
        compute(x[:, :, :1], W, np.zeros(4))
