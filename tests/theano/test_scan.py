import warnings

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.sandbox.rng_mrg import MRG_RandomStreams


def test_scan_returns_outputs_and_updates():
    outputs, updates = theano.scan(
        lambda i, total: total + i, sequences=T.arange(5), outputs_info=np.int64(0)
    )
    assert theano.function([], outputs, updates=updates)().tolist() == [0, 1, 3, 6, 10]
    assert isinstance(updates, theano.OrderedUpdates)


def test_streams_in_scan_advance_without_the_updates_being_given():
    streams = MRG_RandomStreams(1)
    outputs, updates = theano.scan(lambda: streams.uniform((3,)), n_steps=2)
    assert len(updates) == 1
    draw = theano.function([], outputs)
    numbers = np.concatenate([draw(), draw()])
    assert len(np.unique(numbers)) == 12


def test_a_loop_of_a_mode_of_its_own():
    v = T.dvector("v")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outputs, _ = theano.scan(lambda a: a * 2, v, mode="FAST_COMPILE")
    assert theano.function([v], outputs)([1, 2]).tolist() == [2, 4]


def test_functions_and_modules_of_one_name():
    from theano.scan_module.scan import scan

    assert theano.scan_module.scan is scan is theano.scan


def test_one_step_is_not_broadcast():
    x = T.dvector("x")
    outputs, _ = theano.scan(lambda s: s * 2, outputs_info=x, n_steps=1)
    assert outputs.broadcastable == (False, False)
    assert theano.function([x], outputs)([1, 2]).tolist() == [[2, 4]]


def test_a_state_typed_as_a_row_may_become_a_matrix():
    x = T.dmatrix("x")
    outputs, _ = theano.scan(
        lambda s, x: T.dot(s, x), outputs_info=T.ones((1, 2)), non_sequences=x, n_steps=2
    )
    assert theano.function([x], outputs)(np.eye(2) * 2).tolist() == [[[2, 2]], [[4, 4]]]


def test_a_state_that_is_a_slice_of_length_1_may_grow_by_broadcasting():
    x = T.dtensor3()
    first = T.zeros((4, 5), "float64")[0:1]
    outputs, _ = theano.scan(lambda x, h: T.tanh(x + h), x, outputs_info=first)
    last = theano.function([x], outputs[-1])(np.ones((3, 1, 5)))
    np.testing.assert_allclose(last, np.full((1, 5), 0.959746), rtol=1e-5)


def test_reduce_of_several_and_folds():
    v = T.dvector("v")
    (total, product), _ = theano.reduce(
        lambda t, s, p: (s + t, p * t), v, outputs_info=[np.float64(0), np.float64(1)]
    )
    right, _ = theano.foldr(lambda t, s: t - s, v, outputs_info=np.float64(0))
    values = theano.function([v], [total, product, right])([1, 2, 4])
    assert [float(value) for value in values] == [7, 8, 1 - (2 - 4)]


def test_updates_of_one_variable_that_differ_do_not_add_up():
    a, b = theano.shared(1.0, name="a"), theano.shared(2.0)
    one = theano.OrderedUpdates({a: a + 1})
    pairs = [(b, b + 1)]
    assert list(one + pairs) == [a, b] == list(one + dict(pairs))
    assert list({b: b} + one) == [b, a]
    with pytest.raises(KeyError, match="two updates of a"):
        one + {a: a + 2}
    with pytest.raises(TypeError, match="SharedVariable, not 'a'"):
        theano.OrderedUpdates({"a": 1})


def test_checkpoints(backend):
    x, k = T.dscalars("x", "k")
    outputs, _ = theano.scan_checkpoints(
        lambda e, s, k: s * k + e,
        sequences=[T.arange(4.0)],
        outputs_info=[x],
        non_sequences=[k],
        save_every_N=2,
        padding=False,
    )
    if backend == "jax":
        with pytest.raises(NotImplementedError, match="The backends c and numba can compute this"):
            theano.function([x, k], outputs)(1, 2)
        return
    # 1 -> 2 -> 5 -> 12 -> 27, every other one kept
    assert theano.function([x, k], outputs)(1, 2).tolist() == [5, 27]
