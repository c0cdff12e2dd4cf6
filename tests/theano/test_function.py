import numpy as np
import pytensor
import pytest
import theano
import theano.tensor as T
from theano.sandbox.rng_mrg import MRG_RandomStreams


def test_updates_and_givens_may_be_iterators():
    params = [theano.shared(value) for value in (1.0, 2.0)]
    x, y = T.dscalars("x", "y")
    step = theano.function(
        [x],
        y,
        updates=zip(params, [p + y for p in params], strict=True),
        givens=map(tuple, [(y, 2 * x)]),
    )
    assert step(1.5) == 3.0
    assert [float(p.get_value()) for p in params] == [4.0, 5.0]


def test_updates_may_be_a_dictionary():
    p = theano.shared(np.arange(3.0))
    theano.function([], updates={p: p * 2})()
    assert p.get_value().tolist() == [0, 2, 4]


def test_an_optimizer_set_after_the_import_counts():
    x = T.dvector("x")
    try:
        theano.config.optimizer = "None"
        unoptimised = theano.function([x], T.log(T.exp(x)))
    finally:
        theano.config.optimizer = pytensor.config.optimizer
    optimised = theano.function([x], T.log(T.exp(x)))
    assert len(unoptimised.maker.fgraph.toposort()) > len(optimised.maker.fgraph.toposort())
    assert optimised([3.0]) == unoptimised([3.0]) == [3.0]


def test_scan_returns_outputs_and_updates():
    outputs, updates = theano.scan(
        lambda i, total: total + i, sequences=T.arange(5), outputs_info=np.int64(0)
    )
    assert theano.function([], outputs, updates=updates)().tolist() == [0, 1, 3, 6, 10]
    more = updates + {"a": 1}
    assert isinstance(more, theano.OrderedUpdates)


def test_streams_in_scan_advance_without_the_updates_being_given():
    streams = MRG_RandomStreams(1)
    outputs, updates = theano.scan(lambda: streams.uniform((3,)), n_steps=2)
    assert len(updates) == 1
    draw = theano.function([], outputs)
    numbers = np.concatenate([draw(), draw()])
    assert len(np.unique(numbers)) == 12


def test_wrong_inputs_are_refused():
    f = theano.function([T.fvector("x")], T.constant(1.0), on_unused_input="ignore")
    with pytest.raises(TypeError):
        f(np.zeros(3))
