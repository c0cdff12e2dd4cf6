"""What is the JAX backend's own: what it refuses, and what it must know to compile."""

import numpy as np
import pytest

from legacy_repro import backends, theano
from legacy_repro.theano import tensor as T


@pytest.mark.parametrize(
    ("refused", "expression"),
    [
        (lambda x: x[x > 2], "x"),
        (lambda x: T.nonzero(x)[0], "x"),
        (lambda x: T.arange(T.cast(x.sum(), "int64")), "Sum"),
        (lambda x: x[: T.argmax(x)], "argmax"),
        (lambda x: T.zeros((T.cast(x[0], "int64"),)), "x"),
        (lambda x: theano.scan(lambda a: a * 2, None, x[0], n_steps=T.argmax(x))[0], "argmax"),
    ],
)
def test_a_shape_that_depends_on_data_is_one_clear_error(function, refused, expression):
    x = T.dvector("x")
    with pytest.raises(NotImplementedError) as error:
        function([x], refused(x))(np.arange(5.0))
    (line,) = str(error.value).splitlines()
    assert "XLA compiles arrays of known shape only" in line
    assert line.endswith("The backends c and numba can compute this.")
    assert not hasattr(error.value, "__notes__")  # of JAX, on frames that it has left out
    assert expression.lower() in line.partition("depends on data:")[2].lower()


def test_until_is_refused(function):
    from pytensor.scan.utils import until

    def step(a):
        return a * 2, until(a > 9)

    values, _ = theano.scan(step, outputs_info=T.constant(1.0), n_steps=9)
    with pytest.raises(NotImplementedError, match="as many steps as the data say"):
        function([], values)()


def test_a_minibatch_is_compiled_once(function):
    data, i = theano.shared(np.arange(100.0)), T.lscalar()
    f = function([i], data[i * 10 : (i + 1) * 10].sum())
    assert [f(k) for k in range(10)] == [100.0 * k + 45 for k in range(10)]
    assert f.vm.compiled._cache_size() == 1


def test_a_slice_that_grows_in_scan_is_refused(function):
    x = T.dvector()
    sums, _ = theano.scan(lambda i, x: x[:i].sum(), T.arange(3), None, x)
    with pytest.raises(NotImplementedError, match="whose ends differ by a constant"):
        function([x], sums)(np.arange(3.0))


def test_branches_of_different_shapes_are_refused(function):
    x, c = T.dvector(), T.lscalar()
    chosen = theano.ifelse.ifelse(c > 0, x[:2], x * 2)
    with pytest.raises(NotImplementedError, match=r"branches of the shapes \[\(2,\)\] and"):
        function([x, c], chosen)(np.arange(3.0), 1)


def test_a_window_that_would_be_cut_in_scan_is_an_error(function):
    x, starts = T.dvector(), T.lvector()
    sums, _ = theano.scan(lambda t, x: x[t : t + 3].sum(), starts, None, x)
    f = function([x, starts], sums)
    np.testing.assert_array_equal(f(np.arange(6.0), [3, 0]), [12, 3])
    with pytest.raises(IndexError, match="the slice 4:7 of axis 0 with size 6 would be shorter"):
        f(np.arange(6.0), [3, 4])


def test_shapes_that_do_not_fit_are_a_value_error(function):
    x, y = T.dmatrix(), T.dmatrix()
    f = function([x, y], [T.dot(x, y)])
    with pytest.raises(ValueError, match="shape"):
        f(np.ones((2, 3)), np.ones((2, 3)))


def test_print_prints(function, capfd):
    x = T.dvector()
    function([x], theano.printing.Print("x is")(x) * 2)([1, 2])
    assert capfd.readouterr().out == "x is __str__ = [1. 2.]\n"


def test_names_that_pytensor_has_for_the_backend():
    w = theano.shared(np.zeros(2))
    for mode in ("JAX", backends.mode("jax")):
        f = theano.function([], [], updates={w: w + 1}, mode=mode)
        assert type(f.maker.linker).__name__ == "JaxLinker"
