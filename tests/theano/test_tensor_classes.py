"""Theano's classes of variables and of ops, and its submodules, as scripts used them."""

import copy
import importlib
import pickle
import subprocess
import sys

import numpy as np
import pytest
import theano
import theano.tensor as T
from numpy.testing import assert_allclose
from theano.tensor import blas, nlinalg, subtensor

X = np.array([[4, 1], [2, 3]], "float32")
V = np.array([5, 7], "float32")
I = np.array([1, 0], "int32")  # noqa: E741

SUBMODULES = (
    "basic blas elemwise extra_ops fft nlinalg nnet opt raw_random shared_randomstreams sharedvar "
    "signal subtensor type type_other utils xlogx"
)


@pytest.fixture(autouse=True)
def _float32():
    with theano.change_flags(floatX="float32"):
        yield


@pytest.mark.parametrize("name", SUBMODULES.split())
def test_submodules_need_no_import(name):
    assert getattr(T, name) is importlib.import_module(f"theano.tensor.{name}")


def test_every_computed_tensor_is_of_the_class():
    x, shared = T.fmatrix(), theano.shared(X)
    gradient = T.grad((shared * x).sum(), shared)
    for variable in (x, x + 1, shared + 1, x.sum(), x.clone(), x.T.copy(), gradient, x[I]):
        assert type(variable) is T.TensorVariable
    assert not issubclass(type(shared), T.TensorVariable)
    assert not issubclass(type(T.constant(1)), T.TensorVariable)
    assert T.fmatrix.Variable is T.TensorVariable and T.fmatrix.Constant is T.TensorConstant


def test_a_class_derived_from_it_has_only_its_own():
    class Layered(T.TensorVariable):
        pass

    layered = Layered(T.fmatrix, name="layered")
    assert isinstance(layered, Layered) and not isinstance(T.fmatrix(), Layered)
    assert theano.function([layered], layered.sum())(X) == 10


def test_a_method_given_to_the_class(monkeypatch):
    monkeypatch.setattr(T.TensorVariable, "half", lambda self: self / 2, raising=False)
    x = T.fmatrix()
    assert theano.function([x], (x + x).half().sum())(X) == 10
    assert not hasattr(theano.shared(X), "half")


def test_a_method_given_to_every_kind(monkeypatch):
    from theano.tensor.var import _tensor_py_operators

    monkeypatch.setattr(_tensor_py_operators, "half", lambda self: self / 2, raising=False)
    assert theano.shared(X).half().eval().tolist() == (X / 2).tolist()


def test_graphs_and_functions_are_copied_and_pickled():
    x = T.fmatrix("x")
    graph = [x, T.nnet.softmax(x * 2).sum(axis=0)]
    for again, result in (copy.deepcopy(graph), pickle.loads(pickle.dumps(graph))):
        assert type(again) is type(result) is T.TensorVariable
        assert_allclose(theano.function([again], result)(X).sum(), 2, rtol=1e-6)


def test_a_pickle_loads_in_a_process_that_has_imported_nothing():
    x = T.fmatrix("x")
    pickled = pickle.dumps([x, x * 2])
    program = (
        "import pickle, sys; x, y = pickle.load(sys.stdin.buffer);"
        "print(y.eval({x: [[1, 2]]}), type(x).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=pickled, capture_output=True)
    assert done.stdout.split() == b"[[2. 4.]] TensorVariable".split(), done.stderr


def test_old_methods_of_variables_and_types():
    x, i = T.fvector(), T.ivector()
    results = theano.function([x, i], [x.__div__(2), i.__div__(2), x.__rdiv__(2), i.__rdiv__(9)])
    values = results(np.float32([1, 4]), np.int32([4, 5]))
    expected = [[0.5, 2], [2, 2], [2, 0.5], [2, 1]]
    for value, wanted, dtype in zip(values, expected, ["float32", "int32"] * 2, strict=True):
        assert value.tolist() == wanted and value.dtype == dtype
    assert x.__nonzero__() is True
    with pytest.raises(TypeError, match="has no truth"):
        (x < 1).__nonzero__()
    assert T.fmatrix.value_zeros((2, 1)).shape == (2, 1)
    assert T.fmatrix.value_zeros(3).dtype == "float32"


def test_allclose_of_floats():
    one = np.float32([1])
    assert T.basic._allclose(one, one) and not T.basic._allclose(one, np.float32([1.00005]))
    assert T.basic._allclose(one, np.float32([1.0005]), rtol=1e-2)


@pytest.mark.parametrize(
    "build, expected",
    [
        (lambda x, v, i: T.Dot()(x, x), [[18, 7], [14, 11]]),
        (lambda x, v, i: T.AllocDiag(1)(v), [[0, 5, 0], [0, 0, 7], [0, 0, 0]]),
        (lambda x, v, i: nlinalg.AllocDiag()(v), [[5, 0], [0, 7]]),
        (lambda x, v, i: T.Tri()(2, 3, 1), [[1, 1, 0], [1, 1, 1]]),
        (lambda x, v, i: T.AdvancedSubtensor1()(x, i), [[2, 3], [4, 1]]),
        (lambda x, v, i: T.AdvancedSubtensor()(x, i, i), [3, 4]),
        (lambda x, v, i: subtensor.AdvancedIncSubtensor1()(x, x, i), [[6, 4], [6, 4]]),
        (
            lambda x, v, i: T.AdvancedIncSubtensor1(set_instead_of_inc=True)(x, x, i),
            [[2, 3], [4, 1]],
        ),
        (lambda x, v, i: T.AdvancedIncSubtensor()(x, v, i, i), [[11, 1], [2, 8]]),
        (
            lambda x, v, i: T.AdvancedIncSubtensor(set_instead_of_inc=True)(x, v, i, i),
            [[7, 1], [2, 5]],
        ),
        (lambda x, v, i: nlinalg.MatrixPinv()(x), [[0.3, -0.1], [-0.2, 0.4]]),
        (lambda x, v, i: nlinalg.Eigh()(x)[0], [1.438447, 5.561553]),
        (lambda x, v, i: nlinalg.Eigh("U")(x)[0], [2.381966, 4.618034]),
        (lambda x, v, i: T.sort(nlinalg.Eig()(x)[0]), [2, 5]),
        (
            lambda x, v, i: abs(nlinalg.QRFull("reduced")(x)[1]),
            [[4.472136, 2.236068], [0, 2.236068]],
        ),
        (lambda x, v, i: abs(nlinalg.QRIncomplete("r")(x)), [[4.472136, 2.236068], [0, 2.236068]]),
        (lambda x, v, i: nlinalg.SVD(compute_uv=False)(x), [5.116673, 1.954395]),
        (lambda x, v, i: blas.Ger(False)(x, np.float32(2), v, v), [[54, 71], [72, 101]]),
    ],
)
def test_ops_called_by_their_class(build, expected):
    x, v, i = T.fmatrix(), T.fvector(), T.ivector()
    result = build(x, v, i)
    assert result.dtype == "float32"
    value = theano.function([x, v, i], result, on_unused_input="ignore")(X, V, I)
    assert_allclose(value, expected, rtol=1e-5, atol=1e-6)


def test_the_op_nonzero_gives_a_matrix(backend):
    indices = T.Nonzero()(T.constant(np.array([[0, 3], [5, 0]])))
    if backend == "jax":
        return  # XLA knows no size that depends on values
    assert indices.eval().tolist() == [[0, 1], [1, 0]]


def test_the_op_of_a_product():
    x = T.fmatrix()
    assert isinstance(T.dot(x, x).owner.op, T.Dot)


def test_least_squares(backend):
    x, v = T.fmatrix(), T.fvector()
    outputs = nlinalg.lstsq()(x, v, 0.1)
    assert [o.dtype for o in outputs] == ["float32", "float64", "int64", "float64"]
    if backend == "jax":
        return  # PyTensor has no such op for JAX
    solution, _, rank, singular = theano.function([x, v], [outputs[0] * 2, *outputs[1:]])(X, V)
    assert_allclose(solution, [1.6, 3.6], rtol=1e-5)
    assert rank == 2
    assert_allclose(singular, [5.116673, 1.954395], rtol=1e-6)
