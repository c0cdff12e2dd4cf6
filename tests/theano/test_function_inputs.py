"""Inputs with default values, states, names; expected values were recorded from Theano 1.0.5."""

import copy
import pickle

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano import In

x, y = T.dscalars("x", "y")


def test_default_values():
    f = theano.function([x, In(y, value=2.0, name="q")], x + y)
    assert (f(1), f(1, 5), f(1, q=7), f(q=0, x=1)) == (3, 6, 8, 1)
    f["q"] = 7
    assert (f(1), f(1), f(1)) == (8, 3, 3)  # every call brings the default back
    f["q"] = 7
    assert (f(1, 100), f(1)) == (101, 3)
    assert f.defaults == [(True, False, None), (False, True, 2)]
    assert f["q"] == f[y] == f[1] == f.value["q"] == f.container["q"].value == 2
    assert "q" in f and "z" not in f


def test_a_state():
    f = theano.function([x, In(y, value=0, update=y + x)], y)
    assert (f(1), f(10), f[y], f["y"]) == (0, 1, 11, 11)
    f[y] = 5
    assert (f(1), f(1, 20), f[y]) == (5, 20, 21)
    other = theano.function([x, In(y, value=0, update=y + x)], y)
    assert other(1) == 0


def test_two_functions_share_a_state():
    f = theano.function([In(x, value=0.0, update=x + 1)], x)
    g = theano.function([In(x, value=f.container[x], update=x + 10), In(y, value=0)], x + y)
    assert (f(), g(), f(), g(), f[x], g[x]) == (0, 1, 11, 12, 22, 22)
    g[x] = 100
    assert (float(f[x]), f(), float(g[x]), g(y=6)) == (100, 100, 101, 107)
    with pytest.raises(TypeError, match="implicit input: x"):
        g(5)
    other = theano.function([y, In(x, value=f.container[x])], x + y)
    assert (other(1), f(), other(2), f[x]) == (112, 111, 114, 112)


def test_a_default_value_seen_from_another_function():
    f = theano.function([In(x, value=3.0, name="n")], x)
    g = theano.function([In(x, value=f.container["n"])], x * 2)
    f["n"] = 7
    assert (g(), f["n"], g[x], g(), f(), g()) == (14, 7, 7, 14, 7, 6)


def test_an_implicit_input_is_never_given():
    f = theano.function([x, In(y, value=2.0, implicit=True)], x + y)
    assert f(1) == 3
    f[y] = 7
    assert (f(1), f(1)) == (8, 3)
    with pytest.raises(TypeError, match="implicit input: y"):
        f(1, 2)


@pytest.mark.parametrize("value", [None, 2.0])
def test_some_of_the_outputs_are_refused_by_the_arguments_name(value):
    f = theano.function([In(x, value=value), y], [x + y, x * y])
    with pytest.raises(TypeError, match=r"output_subset=\[1\]: a function computes all"):
        f(1, 2, output_subset=[1])


def test_tuples_are_inputs_with_values():
    assert theano.function([x, (y, 2.0)], x + y)(1) == 3
    f = theano.function([x, ((y, y + x), 0.0)], y)
    assert (f(1), f(1), f[y]) == (0, 1, 2)
    with pytest.raises(TypeError, match=r"\(x, value\) or"):
        theano.function([x, (y, "n", 2.0)], x + y)


def test_a_required_input_after_a_default():
    f = theano.function([In(y, value=5.0), x], x + y)
    assert f(x=1) == 6
    with pytest.raises(TypeError, match="Missing required input: x"):
        f(1)
    for arguments, message in [((1, 2, 3), "Too many"), ((1,), "Multiple values for input: y")]:
        with pytest.raises(TypeError, match=message):
            f(*arguments, y=1)
    with pytest.raises(TypeError, match="Unknown input: z"):
        f(x=1, z=1)


def test_a_default_of_another_type_is_refused():
    v = T.fvector("v")
    with pytest.raises(TypeError, match="float64"):
        theano.function([In(v, value=np.arange(3.0))], v)
    assert theano.function([In(v, value=[1, 2])], v * 2)().tolist() == [2, 4]


def test_outputs_by_name():
    f = theano.function([x, In(y, value=2.0)], {"b": x + y, "a": x})
    assert list(f(1).items()) == [("a", 1), ("b", 3)]
    with pytest.raises(AssertionError):
        theano.function([x], {1: x})


def test_copies_return_lists_and_pickles_keep_all():
    f = theano.function([x, In(y, value=2.0, name="q")], {"sum": x + y})
    assert f.copy()(1) == copy.copy(f)(1) == [3]
    again = pickle.loads(pickle.dumps(f))
    assert (again(1), again(1, q=5), again["q"]) == ({"sum": 3}, {"sum": 6}, 2)
    assert copy.deepcopy(f)(1) == {"sum": 3}
    state = theano.function([In(y, value=5.0, update=y + 1), x], x + y)
    state(x=1)
    again = pickle.loads(pickle.dumps(state))
    assert (again(x=1), again(x=1), state(x=1)) == (7, 8, 7)


def test_functions_have_attributes_of_the_users():
    f = theano.function([x], x)
    f.trained = 3
    assert f.trained == 3 and callable(f.fn) and f.copy()(2) == [2]
    with pytest.raises(TypeError, match="Unknown input or state: nonsense"):
        f["nonsense"]
    two = theano.function([T.dscalar("w"), T.dscalar("w")], x, givens={x: T.constant(1.0)},
                          on_unused_input="ignore")  # fmt: skip
    with pytest.raises(TypeError, match="Ambiguous name: w"):
        two["w"]


def test_a_copy_without_updates_never_changes_what_they_updated():
    v = theano.shared(np.zeros(3))
    f = theano.function([x], v.sum(), updates={v: v + x})
    try:
        f.copy(delete_updates=True)(1.0)
    except NotImplementedError as error:
        assert "Compile the function again" in str(error)
    assert v.get_value().tolist() == [0, 0, 0]


def test_inputs_in_no_list_are_refused():
    with pytest.raises(TypeError, match="a list"):
        theano.function(x, x)


def test_functions_and_modules_of_one_name():
    from theano.compile.function import function
    from theano.compile.pfunc import pfunc

    assert theano.compile.function is function
    assert pfunc([x], [x], output_keys=["a"])(1) == {"a": 1}


@pytest.mark.filterwarnings("ignore:Setting default_update")  # pytest forgets the filter of ours
def test_updates_by_default_may_be_left_out():
    v = theano.shared(0.0)
    v.default_update = v + 1
    f = theano.function([], v, no_default_updates=True)
    g = theano.function([], v, no_default_updates=[v])
    assert (f(), g(), float(v.get_value())) == (0, 0, 0)
    assert (theano.function([], v)(), float(v.get_value())) == (0, 1)
