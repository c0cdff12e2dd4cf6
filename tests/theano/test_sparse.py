"""Sparse matrices among dense ones: what Theano refused, and what it computed."""

import numpy as np
import pytest
import scipy.sparse
import theano
import theano.sparse as S
import theano.tensor as T

EYE = np.eye(3, dtype="float32")


@pytest.mark.parametrize("function", [T.exp, T.sum, T.nnet.sigmoid, T.mean, T.as_tensor_variable])
def test_functions_of_dense_tensors_refuse_at_once(function):
    with pytest.raises(T.AsTensorError, match="is sparse"):
        function(S.csr_matrix("x", dtype="float32"))


def test_a_dense_matrix_may_stand_before_a_sparse_one(backend):
    x, m = S.csr_matrix("x", dtype="float32"), T.fmatrix("m")
    results = [m + x, m - x, S.dense_from_sparse(m * x)]
    if backend == "jax":
        return  # JAX's sparse matrices must not be inputs
    values = theano.function([x, m], results)(scipy.sparse.csr_matrix(EYE), 2 * EYE + 1)
    for value, wanted in zip(values, [3 * EYE + 1, EYE + 1, 3 * EYE], strict=True):
        assert value.tolist() == wanted.tolist()


def test_which_are_sparse():
    x, m = S.csr_matrix("x"), T.fmatrix("m")
    assert S.basic._is_sparse_variable(x) and not S.basic._is_sparse_variable(m)
    assert S.basic._is_dense_variable(m) and not S.basic._is_dense_variable(x)
    assert S.basic._is_sparse(scipy.sparse.csr_matrix(EYE)) and S.basic._is_dense(EYE)
    assert not S.basic._is_sparse(EYE)
