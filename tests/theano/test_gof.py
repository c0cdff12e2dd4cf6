"""Graphs, and operations and rewrites of a script's own; orders were recorded from Theano."""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano import gof
from theano.gof import graph

a, b, c, d = T.dscalars("a", "b", "c", "d")


def test_inputs_come_in_theanos_order():
    z = (a + b) * (b - T.exp(c)) + d * a
    switched = T.switch(d > 0, a * b, T.exp(c))
    assert [v.name for v in graph.inputs([z])] == ["a", "b", "c", "d"]
    assert [v.name for v in graph.inputs([switched, z])][:4] == ["a", "b", "c", "d"]
    names = [v.name for v in graph.ancestors([z])]
    assert names == [None, None, None, "a", "b", None, None, "c", None, "d"]


def test_between_inputs_and_outputs():
    m = a * b
    q = T.exp(m) + m
    assert graph.inputs([q], [m]) == [] and graph.ancestors([q], [m])[-1] is m
    assert set(graph.orphans([a], [q])) == {b}
    assert [len(part) for part in graph.variables_and_orphans([a], [q])] == [5, 1]
    assert len(graph.ops([a, b], [q])) == len(graph.list_of_nodes([a, b], [q])) == 3
    assert graph.io_toposort([a, b], [q])[0] is m.owner
    assert graph.is_in_ancestors(q.owner, m.owner)
    assert not graph.is_in_ancestors(m.owner, q.owner)


def test_same_graphs():
    assert graph.is_same_graph(a * b, a * b) and not graph.is_same_graph(a * b, b * a)
    assert graph.is_same_graph(a * b, c * b, givens={a: c})
    assert graph.is_same_graph(T.exp(a + b), T.exp(c), givens=[(c, a + b)])


class Twice(theano.Op):
    __props__ = ()

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.asarray(inputs[0] * 2)


class WithShape(Twice):
    def infer_shape(self, node, shapes):
        return shapes

    def R_op(self, inputs, eval_points):
        return [eval_points[0] * 1000]

    def grad(self, inputs, gradients):
        return [gradients[0] * 2]


def test_shapes_need_no_computing(monkeypatch):
    x = T.dvector("x")
    f = theano.function([x], WithShape()(x).shape)
    assert not any(isinstance(node.op, Twice) for node in f.maker.fgraph.toposort())
    assert f([1, 2]) == [2]


def test_the_r_op_of_an_own_operation_counts():
    f = theano.function([a, b], theano.Rop(WithShape()(a), a, b), on_unused_input="ignore")
    assert f(1, 3) == 3000


def test_what_an_operation_lacks_is_named():
    with pytest.raises(NotImplementedError, match="Twice has no gradient"):
        theano.grad(Twice()(a), a)

    class Nothing(theano.Op):
        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

    with pytest.raises(NotImplementedError, match="neither `perform` nor C"):
        theano.function([a], Nothing()(a), mode=theano.Mode(linker="py"))(1.0)


def test_c_methods_of_any_signature():
    class Third(Twice):
        def c_headers(self):
            return ["<math.h>"]

        def c_compile_args(self, c_compiler):
            return [f"-D{c_compiler.__name__}"]

        def c_libraries(self, **kwargs):
            return sorted(kwargs)

    one = Third()
    assert one.c_headers(c_compiler=int) == ["<math.h>"]
    assert one.c_compile_args(c_compiler=int) == ["-Dint"]
    assert one.c_libraries(c_compiler=int) == ["c_compiler"]


def test_rewrites_by_position_and_by_class():
    class Once(gof.LocalOptimizer):
        def tracks(self):
            return [Twice]

        def transform(self, node):
            return [node.inputs[0] + node.inputs[0]] if isinstance(node.op, Twice) else False

    rewrite = gof.opt.out2in(Once(), name="once")
    theano.compile.optdb.register("once_for_a_test", rewrite, 1.2, "only_asked_for")
    for mode, left in [
        (None, True),
        (theano.compile.get_default_mode().including("only_asked_for"), False),
    ]:
        f = theano.function([a], Twice()(a), mode=mode)
        assert any(isinstance(node.op, Twice) for node in f.maker.fgraph.toposort()) == left
        assert f(3) == 6


def test_a_rewrite_of_a_name_that_pytensor_has():
    class Doubled(Twice):
        pass

    @T.opt.register_canonicalize
    @T.opt.register_specialize("only_asked_for")
    @gof.local_optimizer([Doubled])
    def local_exp_log(node):
        return [node.inputs[0] + node.inputs[0]]

    f = theano.function([a], Doubled()(a))
    assert not any(isinstance(node.op, Twice) for node in f.maker.fgraph.toposort())
    assert f(3) == 6


def test_a_rewrite_of_a_graph_by_hand():
    @gof.local_optimizer([Twice])
    def local_twice(node):
        return [node.inputs[0] + node.inputs[0]]

    graph = gof.FunctionGraph([a], [Twice()(a)], clone=True)
    gof.opt.TopoOptimizer(local_twice).optimize(graph)
    assert [node.op for node in graph.toposort()] == [T.add]


def test_params_where_python_computes():
    class Scaled(Twice):
        params_type = gof.ParamsType(scale=theano.scalar.float64)
        scale = 5.0

        def perform(self, node, inputs, outputs, params):
            outputs[0][0] = np.asarray(inputs[0] * params.scale)

    assert theano.function([a], Scaled()(a), mode=theano.Mode(linker="py"))(2) == 10


C_CODE = """
#section support_code_apply
int APPLY_SPECIFIC(seven)(PyArrayObject* x, PyArrayObject** z) {
    Py_XDECREF(*z);
    *z = (PyArrayObject*)PyArray_NewCopy(x, NPY_CORDER);
    if (!*z) return 1;
    *(double*)PyArray_DATA(*z) *= 7;
    return 0;
}
"""


class Seven(gof.COp):
    __props__ = ()

    def __init__(self, path):
        gof.COp.__init__(self, [path], "APPLY_SPECIFIC(seven)")

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def grad(self, inputs, gradients):
        return [gradients[0] * 7]


def test_an_operation_whose_c_code_is_in_a_file(tmp_path):
    (tmp_path / "seven.c").write_text(C_CODE)
    seven = Seven(str(tmp_path / "seven.c"))
    mode = theano.Mode(linker="cvm")
    assert theano.function([a], [seven(a), T.grad(seven(a), a)], mode=mode)(2) == [14, 7]


def test_raise():
    f = theano.function([a], theano.raise_op.Raise("no more", IndexError)(a))
    with pytest.raises(IndexError, match="no more"):
        f(1)


def test_print_and_monitor(capfd):
    seen = []
    mode = theano.compile.MonitorMode(
        pre_func=lambda i, node, fn: seen.append(("before", i)),
        post_func=lambda i, node, fn: seen.append(("after", i, float(fn.outputs[0][0]))),
    ).excluding("fusion")
    assert theano.function([a], T.exp(a) * 0 + 1, mode=mode)(1) == 1
    assert seen[0] == ("before", 0) and seen[1][:2] == ("after", 0)
    theano.function([a], T.log(a), mode=theano.compile.MonitorMode(
        post_func=theano.compile.monitormode.detect_nan))(-1.0)  # fmt: skip
    assert "NaN detected" in capfd.readouterr().out


def test_a_monitor_of_a_loop(caplog):
    outputs, _ = theano.scan(lambda e, s: T.exp(e) + s, T.dvector("v"), np.float64(0))
    mode = theano.compile.MonitorMode(post_func=theano.compile.monitormode.detect_nan)
    f = theano.function(graph.inputs([outputs])[:1], outputs, mode=mode)
    np.testing.assert_allclose(f([0, 1]), [1, 1 + np.e])
    assert not caplog.records  # of a rewrite that fails


def test_utilities():
    utils = gof.utils
    assert utils.uniq([1, 2, 1]) == [1, 2] and utils.difference([1, 2], [2]) == [1]
    assert utils.flatten([1, [2, (3,)]]) == [1, 2, 3]
    assert utils.give_variables_names([T.scalar("s"), T.scalar("s")]) == ["s", "s_"]
