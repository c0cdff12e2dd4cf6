import numpy as np
import pytensor
import pytest
import theano
import theano.tensor as T


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


def test_wrong_inputs_are_refused():
    f = theano.function([T.fvector("x")], T.constant(1.0), on_unused_input="ignore")
    with pytest.raises(TypeError):
        f(np.zeros(3))
