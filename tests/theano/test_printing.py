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


def test_debugprint_takes_theanos_arguments():
    text = printing.debugprint(a + b, ids="int", print_type=True, file="str", print_clients=True)
    assert "[id 0]" in text and text.count("\n") >= 2


def test_pydotprint_without_pydot(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pydot", None)
    with pytest.raises(RuntimeError, match="pip install pydot"):
        theano.printing.pydotprint(a + b, str(tmp_path / "graph.png"))
