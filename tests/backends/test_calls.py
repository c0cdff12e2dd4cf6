"""Arguments of compiled functions: those that are recognised, and those left to PyTensor."""

import copy
import pickle

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor import sparse

from legacy_repro import backends, theano
from legacy_repro.backends.calls import QuickFunction
from legacy_repro.theano import tensor as T

MATRIX = np.arange(6, dtype="float32").reshape(2, 3)


@pytest.fixture
def slow(monkeypatch):
    """Return a list of the calls whose arguments were left to PyTensor."""
    calls = []
    takes = QuickFunction._takes

    def watched(self, args):
        taken = takes(self, args)
        if not taken:
            calls.append(args)
        return taken

    monkeypatch.setattr(QuickFunction, "_takes", watched)
    return calls


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (T.fmatrix, MATRIX),
        (T.fmatrix, MATRIX[:, ::2]),
        (T.lscalar, 7),
        (T.iscalar, np.int32(7)),
        (T.dscalar, np.float64(0.5)),
        (T.frow, MATRIX[:1]),
    ],
)
def test_usual_arguments_are_recognised(variable, value, slow):
    x = variable()
    function = theano.function([x], x + x)
    result = function(value)
    assert result.dtype == x.dtype
    np.testing.assert_array_equal(result, value + value)
    assert slow == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        (T.fmatrix, [[1, 2]]),
        (T.dmatrix, MATRIX),
        (T.lscalar, -7),
        (T.lscalar, True),
        (T.bscalar, 7),
        (T.dscalar, 7),
        (T.lscalar, np.int32(7)),
    ],
)
def test_others_are_left_to_pytensor(variable, value, slow):
    x = variable()
    function = theano.function([x], x * 1)
    np.testing.assert_array_equal(function(value), value)
    assert len(slow) == 1


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        (T.fmatrix, MATRIX[0], "Wrong number of dimensions"),
        (T.fmatrix, MATRIX.astype("f8"), "without risking loss of precision"),
        (T.frow, MATRIX, "is not compatible with the data's"),
        (T.fvector, np.frombuffer(b"\0" * 9, "u1")[1:].view("f4"), "not aligned"),
        (T.iscalar, 0.5, "cannot store accurately value 0.5"),
    ],
)
def test_errors_are_pytensors(variable, value, message):
    x = variable()
    function = theano.function([x], x * 1)
    with pytest.raises(TypeError, match=message) as error:
        function(value)
    assert "Invalid argument to PyTensor function at index 0" in error.value.__notes__[0]


def test_the_number_and_names_of_arguments(slow):
    x, y = T.fmatrix("x"), T.fmatrix("y")
    function = theano.function([x, y], x - y)
    np.testing.assert_array_equal(function(y=MATRIX, x=MATRIX + 1), np.ones((2, 3)))
    np.testing.assert_array_equal(function(MATRIX + 1, y=MATRIX), np.ones((2, 3)))
    assert slow == []  # arguments with names are not even looked at
    with pytest.raises(TypeError, match="Missing input: y"):
        function(MATRIX)
    with pytest.raises(TypeError, match="Too many parameter"):
        function(MATRIX, MATRIX, MATRIX)


def test_a_strict_input_takes_no_number():
    x = T.lscalar()
    function = theano.function([theano.In(x, strict=True)], x * 1)
    assert function(np.asarray(3)) == 3
    with pytest.raises(TypeError, match="expected an ndarray object"):
        function(3)


def test_arguments_that_share_memory_are_copied_before_one_is_overwritten():
    x, y = T.dvector(), T.dvector()
    inputs = [theano.In(x, mutable=True), theano.In(y, mutable=True)]
    function = theano.function(inputs, [x * 2, y * 3])
    value = np.arange(5.0)
    twice, three_times = function(value, value)
    np.testing.assert_array_equal(twice, 2 * np.arange(5.0))
    np.testing.assert_array_equal(three_times, 3 * np.arange(5.0))


@pytest.mark.parametrize("copied", [copy.copy, lambda f: pickle.loads(pickle.dumps(f))])
def test_copies(copied):
    x = T.fmatrix()
    function = copied(theano.function([x], x * 2))
    assert isinstance(function, QuickFunction)
    # As in Theano, what copy.copy makes returns a list of one.
    np.testing.assert_array_equal(np.squeeze(function(MATRIX)), 2 * MATRIX)


def test_a_dense_array_for_a_sparse_matrix_is_converted():
    x, w = sparse.csr_matrix("x", dtype="float64"), pt.dmatrix("w")
    product = pytensor.function([x, w], sparse.structured_dot(x, w), mode=backends.mode("c"))
    np.testing.assert_array_equal(product(np.eye(2), np.ones((2, 2))), np.ones((2, 2)))
