"""The expected numbers, dtypes and patterns are those that Theano 1.0.5 gave for the same calls."""

import warnings

import numpy as np
import pytest
import theano
import theano.tensor as T
from numpy.testing import assert_allclose
from theano.tensor import nlinalg, slinalg

M = np.array([[1, -2, 3], [0.5, 2.5, -0.5]], "float32")
SQUARE = np.array([[4, 1], [1, 3]], "float32")


@pytest.fixture(autouse=True)
def _float32():
    with theano.change_flags(floatX="float32"):
        yield


@pytest.fixture
def m():
    return T.fmatrix("m")


def value(variable, inputs=None):
    return theano.function(list(inputs or {}), variable)(*(inputs or {}).values())


def test_variables_are_true_but_comparisons_have_no_truth(m):
    assert bool(m) and bool(m.sum()) and bool(T.constant(0)) and bool(theano.shared(0))
    assert (m or 1) is m and (None or m) is m and bool(T.gt(m, 0))
    for compared in (m > 0, m >= 0, m < 0, m <= 0):
        with pytest.raises(TypeError, match="has no truth"):
            bool(compared)


def test_a_tensor_variable_is_neither_shared_nor_constant(m):
    shared = theano.shared(M)
    assert isinstance(m, T.TensorVariable) and isinstance(m + 1, T.TensorVariable)
    assert not isinstance(shared, T.TensorVariable)
    assert not isinstance(T.constant(1), T.TensorVariable)
    assert isinstance(theano.shared(1), T.sharedvar.ScalarSharedVariable)
    assert not isinstance(shared, T.sharedvar.ScalarSharedVariable)


def test_functions_and_submodules_of_one_name():
    import theano.tensor.sort
    import theano.tensor.var

    assert T.sort is theano.tensor.sort and callable(T.var)
    from theano.tensor.sort import argtopk

    assert argtopk is T.argtopk


def test_old_call_forms(m):
    v = T.fvector("v")
    assert_allclose(value(T.stack(1.0, 2, 3)), [1, 2, 3])
    assert value(T.stack(v, v), {v: M[0]}).shape == (2, 3)
    first, second = T.split(m, [1, 2], 2, axis=1)
    assert first.broadcastable == (False, False)
    assert_allclose(value(second, {m: M}), M[:, 1:])
    assert value(m.reshape((3, 2), 2), {m: M}).shape == (3, 2)
    assert value(T.flatten(m, outdim=1), {m: M}).shape == (6,)
    assert value(T.tile(v, (2,), ndim=2), {v: M[0]}).shape == (1, 6)
    assert value(T.tile(m, T.constant([1, 2]), ndim=3), {m: M}).shape == (1, 2, 6)
    assert T.tensor("int8", (True, False), "x").broadcastable == (True, False)


@pytest.mark.parametrize(
    "wrong, error",
    [
        (lambda m: T.stack(), ValueError),
        (lambda m: T.stack(m, m, axis=1), TypeError),
        (lambda m: T.tile(m, (2, 1), ndim=1), ValueError),
        (lambda m: T.flatten(m, ndim=1, outdim=1), ValueError),
        (lambda m: T.choose(m, [m], out=m), AssertionError),
        (lambda m: T.default(m, 3), TypeError),
        (lambda m: T.mean(m, op=True, dtype="float32"), NotImplementedError),
        (lambda m: T.as_tensor_variable(None), T.AsTensorError),
        (lambda m: T.as_tensor_variable("abc"), TypeError),
        (lambda m: T.get_scalar_constant_value(m), T.NotScalarConstantError),
        (lambda m: T.batched_dot(T.scalar(), m), TypeError),
        (lambda m: T.batched_tensordot(m, m, axes=[[0], [1]]), ValueError),
        (lambda m: T.topk(m, 2), NotImplementedError),
        (lambda m: T.topk(m, 1, axis=2, sorted=False), IndexError),
        (lambda m: T.topk(m, 1.5, sorted=False), TypeError),
        (lambda m: T.topk(m, 1, sorted=False, idx_dtype="float32"), TypeError),
        (lambda m: nlinalg.norm(m, 2), ValueError),
        (lambda m: nlinalg.norm(m.dimshuffle(0, 1, "x"), None), NotImplementedError),
        (lambda m: nlinalg.qr(m, mode="raw"), ValueError),
        (lambda m: slinalg.kron(m[0], m[0]), TypeError),
        (lambda m: slinalg.Solve(A_structure="x"), ValueError),
        (lambda m: theano.shared(M, target="gpu"), TypeError),
        (lambda m: theano.shared(m), TypeError),
        (lambda m: T.unbroadcast(m, 7), ValueError),
        (lambda m: T.addbroadcast(m, 7), ValueError),
        (lambda m: T.wrong_name, AttributeError),
    ],
)
def test_refused(m, wrong, error):
    with pytest.raises(error):
        wrong(m)


def test_variance_with_ddof_divides_axis_by_axis(m):
    results = [
        T.var(m, ddof=1),
        T.var(m, axis=1, ddof=1),
        T.var(m, axis=1, ddof=1, corrected=True),
        m.std(ddof=1),
        T.mean(m, op=True),
    ]
    expected = [8.6875, [6.33333, 2.33333], [6.33333, 2.33333], 2.94746, 0.75]
    for result, wanted in zip(results, expected, strict=True):
        assert result.dtype == "float64"
        assert_allclose(value(result, {m: M}), wanted, rtol=1e-5)


def test_no_axes_are_all_axes_of_an_extremum(m):
    results = [
        *(T.max(m, axis=()), m.min(axis=[]), T.argmax(m, axis=()), m.argmin(axis=[])),
        *T.max_and_argmax(m, axis=()),
        *(m.ptp(axis=()), T.MaxAndArgmax([])(m)[0]),
    ]
    values = value(results, {m: M})
    assert [v.tolist() for v in values] == [3, -2, 2, 1, 3, 2, 5, 3]
    assert value(T.sum(m, axis=()), {m: M}).tolist() == M.tolist()


def test_rounding_gives_no_negative_zero():
    x = T.fvector("x")
    rounded, method = value([T.round(x), x.round()], {x: np.float32([-0.5, -0.2, 1.5, 2.5])})
    assert not np.signbit(rounded[:2]).any() and not np.signbit(method[:2]).any()
    assert_allclose(rounded, [0, 0, 2, 2])


def test_unravel_index_counts_in_c_order():
    i = T.lvector("i")
    rows, columns = T.unravel_index(i, (2, 3), order="F", ndim=2)
    assert value(rows, {i: [5, 3, 4]}).tolist() == [1, 1, 1]
    assert value(columns, {i: [5, 3, 4]}).tolist() == [2, 0, 1]


def test_topk_checks_its_length(backend):
    x, k = T.fvector("x"), T.lscalar("k")
    if backend == "jax":
        return  # XLA knows no size that is an input
    largest = theano.function([x, k], T.topk(x, k, sorted=False))
    assert sorted(largest(M[0], 2)) == [1, 3] and largest(M[0], -1) == [-2]
    for wrong in (0, 4):
        with pytest.raises(ValueError, match="kth must not be 0"):
            largest(M[0], wrong)


def test_a_batch_is_not_broadcast():
    a, row = T.fmatrix("a"), T.frow("row")
    with pytest.raises((ValueError, TypeError)):
        value(T.batched_dot(a, row), {a: M, row: M[:1]})
    assert T.batched_dot(row, row).broadcastable == (True,)


def test_linear_algebra_of_the_time(m):
    found = value(
        [
            nlinalg.eigh(m)[1],
            nlinalg.qr(m)[1],
            nlinalg.norm(m, "-inf"),
            slinalg.solve_upper_triangular(m, m[0]),
            slinalg.cholesky(m),
        ],
        {m: SQUARE},
    )
    expected = [
        [[0.52573, -0.85065], [-0.85065, -0.52573]],
        [[-4.12311, -1.69775], [0, 2.66789]],
        4,
        [0.916667, 0.333333],
        [[2, 0], [0.5, 1.65831]],
    ]
    for one, wanted in zip(found, expected, strict=True):
        assert_allclose(np.abs(one), np.abs(wanted), rtol=1e-4, atol=1e-6)
    assert nlinalg.matrix_power(m, 0) == 1


def test_dtypes_of_statistics():
    x, z = T.fvector("x"), T.cvector("z")
    assert T.chi2sf(x, 2).dtype == T.angle(x).dtype == T.angle(z).dtype == "float64"
    assert_allclose(value(T.chi2sf(x, 2), {x: np.float32([1])}), [0.60653066], rtol=1e-7)


def test_old_names_warn_of_nothing(m):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        T.TensorType(dtype="float32", broadcastable=(False, True), sparse_grad=False)
        theano.shared(M[:1], broadcastable=(True, False))
        T.complex_from_polar(m, m), m.trace(), nlinalg.matrix_dot(m, m), slinalg.cholesky(m)
        T.advanced_subtensor1(m, [0]), nlinalg.extract_diag(m)


@pytest.mark.parametrize("thing", [np.array(["a"]), 10**20, np.array([None]), "a", None])
def test_what_is_no_tensor_is_shared_as_an_object(thing):
    shared = theano.shared(thing)
    assert isinstance(shared.type, theano.Generic) and shared.get_value() is not shared
    assert np.array_equal(shared.get_value(), thing)


def test_values_as_arrays():
    assert theano._asarray([1, 2], dtype="floatX").dtype == "float32"
    assert theano.get_scalar_constant_value(T.constant(3)) == 3
    assert T.constant(3).get_scalar_constant_value() == 3
    assert T._shared(np.zeros(2)).ndim == 1


def test_division_as_in_python_2():
    i, x = T.iscalar("i"), T.dscalar("x")
    quotients = [T.div_proxy(i, 2), T.div_proxy(x, i), T.div_proxy(7, x)]
    assert [each.dtype for each in quotients] == ["int32", "float64", "float64"]
    f = theano.function([i, x], quotients)
    assert [float(each) for each in f(-7, 3.5)] == [-4, -0.5, 2]
