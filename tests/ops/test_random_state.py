"""RandomState as a shared value, and draws from it beside NumPy's own."""

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

from legacy_repro.ops.random_state import Draw
from legacy_repro.ops.random_state.type import (
    RandomStateSharedVariable,
    RandomStateType,
    random_state_type,
)


def state(seed=1):
    return np.random.RandomState(seed)


def test_shared_value():
    value = state()
    shared, borrowed = pytensor.shared(value, name="rng"), pytensor.shared(value, borrow=True)
    assert isinstance(shared, RandomStateSharedVariable) and shared.name == "rng"
    assert shared.get_value(borrow=True) is not value
    assert borrowed.get_value(borrow=True) is value
    assert shared.get_value() is not shared.get_value(borrow=True)
    with pytest.raises(TypeError, match=r"expected a numpy\.random\.RandomState, got 3"):
        shared.set_value(3)


def test_type():
    assert {random_state_type, RandomStateType()} == {random_state_type}
    assert random_state_type.values_eq(state(), state())
    assert not random_state_type.values_eq(state(), state(2))
    assert not random_state_type.may_share_memory(state(), state())


@pytest.mark.parametrize(
    "mode", [Mode("cvm", "fast_run"), Mode("py", "fast_compile")], ids=["c", "py"]
)
def test_a_draw_copies_the_state_unless_it_is_updated(mode):
    rng = pytensor.shared(state())
    new, sample = Draw("uniform", "float64")(rng, (3,), 0.0, 1.0)
    once = pytensor.function([], sample, mode=mode)
    on = pytensor.function([], sample, updates=[(rng, new)], mode=mode)
    numbers = state().uniform(size=6)
    for function, expected in ((once, numbers[:3]), (once, numbers[:3]), (on, numbers[:3])):
        np.testing.assert_array_equal(function(), expected)
    np.testing.assert_array_equal(once(), numbers[3:])


def test_the_state_is_overwritten_only_where_it_is_updated():
    rng = pytensor.shared(state())
    new, sample = Draw("uniform", "float64")(rng, (3,), 0.0, 1.0)
    for updates, inplace in (([], False), ([(rng, new)], True)):
        function = pytensor.function([], sample, updates=updates, mode=Mode("cvm", "fast_run"))
        (draw,) = [n.op for n in function.maker.fgraph.apply_nodes if isinstance(n.op, Draw)]
        assert draw.inplace is inplace


def test_shapes_are_known_without_a_draw():
    rng, n = pytensor.shared(state()), pt.lscalar()
    permutations = Draw("permutation", "int64")(rng, (n, 2), n + 1)[1]
    counts = Draw("multinomial", "int64")(rng, (3,), 5, [[0.2, 0.8]])[1]
    assert permutations.type.shape == (None, 2, None)
    assert counts.type.shape == (3, None)
    shapes = pytensor.function([n], [permutations.shape, counts.shape], mode=Mode("py", "fast_run"))
    assert [x.tolist() for x in shapes(4)] == [[4, 2, 5], [3, 2]]
    assert not any(isinstance(node.op, Draw) for node in shapes.maker.fgraph.apply_nodes)


def test_default_update_is_set_without_a_warning():
    rng = pytensor.shared(state())
    new, sample = Draw("normal", "float32")(rng, (2,), 0.0, 1.0)
    rng.default_update = new
    draw = pytensor.function([], sample, mode=Mode("py", "fast_compile"))
    expected = state().normal(size=4).astype("float32")
    np.testing.assert_array_equal(np.concatenate([draw(), draw()]), expected)
    rng.default_update = None
    assert rng.default_update is None


def test_refused():
    with pytest.raises(TypeError, match=r"expected a shared numpy\.random\.RandomState"):
        Draw("uniform", "float64")(pt.dscalar(), (3,), 0.0, 1.0)
