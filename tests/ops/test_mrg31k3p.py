"""MRG31k3p beside the matrices of Theano 1.0.5, Python's integers, and itself, bit for bit."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro import backends
from legacy_repro.ops.mrg31k3p import MRGBelow, MRGUniform, MRGUniformWhere, streams

# The jump matrices that Theano has as numbers.
THEANO_STREAM = [
    [
        [1516919229, 758510237, 499121365],
        [1884998244, 1516919229, 335398200],
        [601897748, 1884998244, 358115744],
    ],
    [
        [1228857673, 1496414766, 954677935],
        [1133297478, 1407477216, 1496414766],
        [2002613992, 1639496704, 1407477216],
    ],
]
THEANO_VARIABLE = [
    [
        [1702500920, 1849582496, 1656874625],
        [828554832, 1702500920, 1512419905],
        [1143731069, 828554832, 102237247],
    ],
    [
        [796789021, 1464208080, 607337906],
        [1241679051, 1431130166, 1464208080],
        [1401213391, 1178684362, 1431130166],
    ],
]


def draw_by_definition(states, count):
    """Return the states after `count` draws, and the z, by the recurrence in Python's integers."""
    rows, integers = [[int(word) for word in row] for row in states], []
    for i in range(count):
        x1, x2, x3, y1, y2, y3 = rows[i % len(rows)]
        x = (2**22 * x2 + (2**7 + 1) * x3) % (2**31 - 1)
        y = (2**15 * y1 + (2**15 + 1) * y3) % (2**31 - 21069)
        rows[i % len(rows)] = [x, x1, x2, y, y1, y2]
        integers.append((x - y) % (2**31 - 1) or 2**31 - 1)
    return rows, integers


def random_states(n):
    words = np.random.default_rng(n).integers(0, 2**31 - 21069, size=(n, 6))
    return words.astype("int32")


def test_jumps():
    assert streams.NEXT_STREAM.tolist() == THEANO_STREAM
    assert streams.NEXT_VARIABLE.tolist() == THEANO_VARIABLE
    after, _ = draw_by_definition([[1, 2, 3, 4, 5, 6]], 8)
    start = np.array([1, 2, 3, 4, 5, 6], "int32")
    assert streams.jump(start, streams.jump_matrices(3)).tolist() == after[0]


def test_stream_states_follow_each_other():
    states = streams.stream_states([3, 1, 4, 1, 5, 9], 1000)
    assert states.shape == (1000, 6) and states.dtype == np.int32
    np.testing.assert_array_equal(states[1:], streams.jump(states[:-1], streams.NEXT_STREAM))
    np.testing.assert_array_equal(states[:7], streams.stream_states([3, 1, 4, 1, 5, 9], 7))


@pytest.mark.parametrize(("n", "shape"), [(1, (5,)), (70, (3, 11)), (100, (7, 53)), (9, (0, 4))])
def test_every_number_by_definition(mode, n, shape):
    start = random_states(n)
    after, integers = draw_by_definition(start, np.prod(shape))
    states = pt.imatrix()
    draws = [MRGUniform(dtype)(states, shape) for dtype in ("float32", "float64")]
    both = pytensor.function([states], [*draws[0], *draws[1]], mode=mode)
    # A second call writes to what the first one left, and must not change its results.
    results = [both(start), both(start)]
    for states32, single, states64, double in results:
        np.testing.assert_array_equal(states32, after)
        np.testing.assert_array_equal(states64, after)
        np.testing.assert_array_equal(double, np.reshape(integers, shape) / 2**31)
        expected = np.float32(integers).reshape(shape) * np.float32(4.6566126e-10)
        np.testing.assert_array_equal(single, expected)


@pytest.mark.parametrize("n", [1, 40, 500])
def test_numbers_where_a_mask_is_true(mode, n):
    start, states, mask = random_states(n), pt.imatrix(), pt.matrix(dtype="bool")
    both = pytensor.function(
        [states, mask],
        [x for dtype in ("float32", "float64") for x in MRGUniformWhere(dtype)(states, mask)],
        mode=mode,
    )
    for share in (0, 0.1, 0.9, 1):
        where = np.random.default_rng(3).random((20, 31)) < share
        after, integers = draw_by_definition(start, np.count_nonzero(where))
        expected = np.zeros(where.shape)
        expected[where] = np.array(integers) / 2**31
        # A mask that is not contiguous in memory as well.
        for values in (where, np.asfortranarray(where)):
            states32, single, states64, double = both(start, values)
            np.testing.assert_array_equal(states32, np.int32(after).reshape(-1, 6))
            np.testing.assert_array_equal(states64, states32)
            np.testing.assert_array_equal(double, expected)
            np.testing.assert_array_equal(single > 0, where)
            numbers = np.float32(integers) * np.float32(4.6566126e-10)
            np.testing.assert_array_equal(single[where], numbers)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("compiled", [False, True])
def test_masks_of_numbers_below_p(compiled, dtype):
    mode = backends.mode("c") if compiled else Mode("py", "fast_compile")
    states, p = pt.imatrix(), pt.dscalar()
    sample = MRGUniform(dtype)(states, (71, 30))[1]
    draw = MRGBelow(dtype)(states, (71, 30), p)
    draw = pytensor.function([states, p], [*draw, sample], mode=mode)
    start = random_states(700)
    after, numbers = streams.uniform(start, 71 * 30, dtype)
    one = float(numbers[1000])
    for p in (0, 0.3, one, np.nextafter(one, 1), 0.8, 1, 2, -1, np.nan):
        moved, mask, numbers = draw(start, p)
        np.testing.assert_array_equal(moved, after)
        np.testing.assert_array_equal(mask, numbers.astype("float64") < p)


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("order", ["C", "F"])
def test_a_draw_may_move_the_states_themselves(compiled, order):
    mode = backends.mode("c") if compiled else Mode("py", "fast_compile")
    start = random_states(300)
    after, _ = streams.uniform(start, 40 * 23, "float32")
    for draw in (
        lambda states, size: MRGUniform("float32", inplace=True)(states, size),
        lambda states, size: MRGBelow("float32", inplace=True)(states, size, 0.5),
        lambda states, size: MRGUniformWhere("float32", inplace=True)(states, pt.ones(size) > 0),
    ):
        states = pytensor.shared(np.array(start, order=order), shape=(None, None))
        moved, sample = draw(states, (40, 23))
        function = pytensor.function(
            [], sample, updates={states: moved}, mode=mode, accept_inplace=True
        )
        assert function().shape == (40, 23)
        np.testing.assert_array_equal(states.get_value(), after)


def test_the_largest_number_is_below_1(mode):
    # After this state x = 1 and y = 0, so z = 1; and x = y = 0, so z = M1.
    states = np.array([[0, 0, 0, 0, 0, 0], [0, 512, 0, 0, 0, 0]], "int32")
    sample = MRGUniform("float32")(pt.constant(states), (2,))[1]
    largest, smallest = pytensor.function([], sample, mode=mode)()
    assert largest == np.nextafter(np.float32(1), np.float32(0))
    assert 0 < smallest < 2.0**-31


def test_refused_at_run_time(mode):
    states, rows = pt.imatrix(), pt.lscalar()
    draw = pytensor.function([states, rows], MRGUniform("float32")(states, (rows, 2)), mode=mode)
    with pytest.raises(ValueError, match="must not be negative: -1 along axis 0"):
        draw(random_states(3), -1)
    masked = pytensor.function([states], MRGUniformWhere("float32")(states, [True]), mode=mode)
    masks = MRGBelow("float32")(states, (rows, 2), 0.5)
    masks = pytensor.function([states, rows], masks, mode=backends.mode("c"))
    with pytest.raises(ValueError, match="must not be negative: -1 along axis 0"):
        masks(random_states(3), -1)
    for wrong in (np.zeros((0, 6), "int32"), np.ones((3, 5), "int32")):
        with pytest.raises(ValueError, match=r"must be a matrix \(n, 6\)"):
            masks(wrong, 2)
        with pytest.raises(ValueError, match=r"must be a matrix \(n, 6\)"):
            draw(wrong, 2)
        with pytest.raises(ValueError, match=r"must be a matrix \(n, 6\)"):
            masked(wrong)


def test_refused_when_built():
    with pytest.raises(TypeError, match="float32 or float64, not float16"):
        MRGUniform("float16")
    with pytest.raises(TypeError, match="int32 matrix"):
        MRGUniform("float32")(pt.fmatrix(), (2,))
    for p in ([0.5], 0.5j):
        with pytest.raises(TypeError, match="p must be a real scalar"):
            MRGBelow("float32")(pt.imatrix(), (2,), p)
    with pytest.raises(TypeError, match="of booleans"):
        MRGUniformWhere("float32")(pt.imatrix(), [1, 0])


@pytest.mark.parametrize("seed", [1, np.int64(7), 2147462578, [1, 2, 3, 4, 5, 6], (0, 0, 1) * 2])
def test_seeds(seed):
    expected = seed if isinstance(seed, (list, tuple)) else [seed] * 6
    assert streams.seed_state(seed).tolist() == list(expected)


@pytest.mark.parametrize(
    ("error", "seed"),
    [
        (ValueError, 0),
        (ValueError, 2147462579),
        (ValueError, -1),
        (ValueError, [0, 0, 0, 1, 1, 1]),
        (ValueError, [1, 1, 1, 0, 0, 0]),
        (ValueError, [2147483647, 1, 1, 1, 1, 1]),
        (ValueError, [1, 1, 1, 2147462579, 1, 1]),
        (TypeError, None),
        (TypeError, 1.0),
        (TypeError, "1"),
        (TypeError, [1, 2, 3, 4, 5]),
        (TypeError, [1.5] * 6),
    ],
)
def test_seeds_refused(error, seed):
    with pytest.raises(error, match="seed"):
        streams.seed_state(seed)
