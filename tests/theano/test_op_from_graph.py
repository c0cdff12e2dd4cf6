"""OpFromGraph; the values were recorded from Theano 1.0.5."""

import pytest
import theano
import theano.tensor as T
from theano import OpFromGraph

a, b, c, d = T.dscalars("a", "b", "c", "d")


def gradients(**overrides):
    op = OpFromGraph([a, b], [a * b], **overrides)
    f = theano.function([c, d], theano.grad(op(c, d), [c, d]), on_unused_input="ignore")
    return [float(value) for value in f(2, 3)]


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({}, [3, 2]),
        ({"grad_overrides": lambda i, g: [g[0] * i[0] * 100, g[0] * 7]}, [200, 7]),
        ({"lop_overrides": lambda i, o, g: [g[0] * o[0] * 100, g[0] * 7]}, [600, 7]),
        ({"grad_overrides": [lambda i, g: g[0] * 5, "default"]}, [5, 2]),
        ({"grad_overrides": OpFromGraph([a, b, c], [a * c, b * c])}, [2, 3]),
        ({"inline": True, "grad_overrides": lambda i, g: [g[0] * 9, g[0] * 7]}, [9, 7]),
    ],
)
def test_gradients(overrides, expected):
    assert gradients(**overrides) == expected


def test_rop_overrides():
    op = OpFromGraph([a], [a * a], rop_overrides=lambda i, points: [points[0] * 1000])
    f = theano.function([c, d], theano.Rop(op(c), c, d), on_unused_input="ignore")
    assert f(2, 3) == 3000


def test_shared_variables_are_inputs_by_themselves():
    w = theano.shared(3.0)
    op = OpFromGraph([a], [a * w])
    f = theano.function([b], [op(b), theano.grad(op(b), w)], updates={w: w + 1})
    assert [float(value) for value in f(2)] == [6, 2]
    assert float(f(2)[0]) == 8


def test_what_is_refused():
    with pytest.raises(ValueError, match="mutually exclusive"):
        OpFromGraph([a], [a], grad_overrides=len, lop_overrides=len)
    with pytest.raises(TypeError, match="givens"):
        OpFromGraph([a], [a * b], givens={b: c})
    with pytest.raises(TypeError):
        OpFromGraph([a], [a * 2])(T.fscalar())
