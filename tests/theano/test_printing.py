"""Expressions as text, as Theano 1.0.5 printed them."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano import pp, printing

x = T.dscalar("x")
a, b = T.dmatrices("a", "b")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (
            T.grad(x**2, x),
            "((fill((x ** TensorConstant{2}), TensorConstant{1.0}) * TensorConstant{2}) * "
            "(x ** (TensorConstant{2} - TensorConstant{1})))",
        ),
        (T.and_(a > b, a < b), "and_(gt(a, b), lt(a, b))"),
        (T.sgn(a) + T.inv(a), "(sgn(a) + inv(a))"),
        (a.sum(axis=0), "Sum{axis=[0], acc_dtype=float64}(a)"),
        (T.tanh(T.dot(a, b)).sum(), "Sum{acc_dtype=float64}(tanh((a \\dot b)))"),
        (T.constant(np.ones(3)) * x, "(TensorConstant{(3,) of 1.0} * x)"),
        (T.constant(np.arange(30)), "TensorConstant{[ 0  1  2 .. 27 28 29]}"),
    ],
)
def test_pp(expression, text):
    assert pp(expression) == text


def test_arrays_in_digits():
    known = "47dc540c94ceb704a23875c11273e16bb0b8a87aed84de911f2133568115f254|strides=[1]|shape=[2]"
    assert printing.hex_digest(np.asarray([True, False])) == known
    with pytest.raises(AssertionError, match="'abc' is no array"):
        printing.hex_digest("abc")


def test_pydot_is_looked_for(monkeypatch):
    assert printing.pydot_imported in (True, False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert printing.pydot_imported is False


def test_debugprint_takes_theanos_arguments():
    text = printing.debugprint(a + b, ids="int", print_type=True, file="str", print_clients=True)
    assert "[id 0]" in text and text.count("\n") >= 2


def test_pydotprint_without_pydot(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pydot", None)
    with pytest.raises(RuntimeError, match="pip install pydot"):
        theano.printing.pydotprint(a + b, str(tmp_path / "graph.png"))
