"""Names resolved through imports, aliases and scopes."""

import ast
import textwrap

import pytest

from legacy_repro.check.uses import Uses


def read(text):
    """Return the full names that a source reads or sets, without its imports."""
    uses = Uses([ast.parse(textwrap.dedent(text))]).resolved()
    return [name.replace(":", ".") for use in uses if use.how != "import" for name in use.names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import theano.tensor as T\nT.nnet.relu(1)", ["theano.tensor.nnet.relu"]),
        ("import theano.tensor\ntheano.shared(1)", ["theano.shared"]),
        ("from theano import tensor as T\nT.dot", ["theano.tensor.dot"]),
        ("from theano.tensor import dot as d\nd(1, 2)", ["theano.tensor.dot"]),
        ("import theano\nT = theano.tensor\nT.exp(1)", ["theano.tensor", "theano.tensor.exp"]),
        ("import theano.tensor as T\nx = T.matrix()\nx.foo()", ["theano.tensor.matrix"]),
        ("import theano.tensor as T\nT.matrix().foo", ["theano.tensor.matrix"]),
        ("import theano.tensor as T\ndef f(T):\n    T.foo", []),
        ("import theano.tensor as T\ndef f():\n    for T in []: T.foo", []),
        ("import theano.tensor as T\n[T.foo for T in []]\nT.bar", ["theano.tensor.bar"]),
        ("import theano.tensor as T\nf = lambda T: T.foo\nT.bar", ["theano.tensor.bar"]),
        ("def f(x=lambda: T.exp): pass\nimport theano.tensor as T", ["theano.tensor.exp"]),
        ("import theano as t\nclass A:\n    t = 1\n    def f(self): t.dot", ["theano.dot"]),
        ("def f():\n    global T\n    import theano.tensor as T\nT.exp", ["theano.tensor.exp"]),
        ("def f():\n    import theano.tensor as T\nT.exp", []),
        ("from theano.tensor import *\ndot(1)", ["theano.tensor", "theano.tensor.dot"]),
        ("from theano.tensor import *\ndot = 1\ndot", ["theano.tensor"]),
        ("from os import *\nfrom theano.tensor import *\nfoo", ["os", "theano.tensor"]),
        ("from theano.tensor import *\nfoo", ["theano.tensor", "theano.tensor.foo"]),
        ("a = a.b\na.c", []),
    ],
)
def test_names_are_resolved(text, names):
    assert read(text) == names


def test_imports_that_compete_are_all_kept():
    text = """
    try:
        from lasagne.layers.dnn import Conv2DDNNLayer as Conv
    except ImportError:
        from lasagne.layers import Conv2DLayer as Conv
    Conv(1)
    """
    assert read(text) == ["lasagne.layers.dnn.Conv2DDNNLayer", "lasagne.layers.Conv2DLayer"]


def test_none_in_place_of_a_module_is_no_other_meaning():
    text = "try:\n    import theano as t\nexcept ImportError:\n    t = None\nt.dot"
    assert read(text) == ["theano.dot"]


def test_a_use_knows_its_statement():
    tree = ast.parse("import theano\ntheano.function(\n  [],\n  theano.dot)\n")
    uses = Uses([tree]).resolved()
    assert [(use.node.lineno, use.span) for use in uses] == [(1, (1, 1)), (2, (2, 4)), (4, (2, 4))]
