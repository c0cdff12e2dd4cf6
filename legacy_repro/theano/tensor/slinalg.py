"""``theano.tensor.slinalg``: the linear algebra that Theano took from SciPy."""

import pytensor.tensor as pt
from numpy.linalg import LinAlgError
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor import linalg
from pytensor.tensor.linalg import Eigvalsh, Expm, expm

from legacy_repro import names

MATRIX_STRUCTURES = (
    "general",
    "symmetric",
    "lower_triangular",
    "upper_triangular",
    "hermitian",
    "banded",
    "diagonal",
    "toeplitz",
)


_positive_definite = CheckAndRaise(LinAlgError, "cholesky: the matrix is not positive definite")


class Solve:
    """``Solve(A_structure)(A, b)`` is the x of A x = b; b is a vector or a matrix.

    Of a triangular structure only that triangle is read; other structures are solved as general.
    """

    def __init__(self, A_structure="general", lower=False, overwrite_A=False, overwrite_b=False):
        if A_structure not in MATRIX_STRUCTURES:
            raise ValueError(f"A_structure must be one of {MATRIX_STRUCTURES}, not {A_structure!r}")
        self.A_structure = A_structure
        self.lower = lower

    def __call__(self, A, b):
        A, b = pt.as_tensor_variable(A), pt.as_tensor_variable(b)
        if self.A_structure.endswith("triangular"):
            lower = self.A_structure == "lower_triangular"
            return linalg.solve_triangular(A, b, lower=lower, b_ndim=b.ndim)
        return linalg.solve(A, b, b_ndim=b.ndim)


class Cholesky:
    """``Cholesky(lower)(x)`` is the triangular factor of a positive definite matrix.

    For another matrix it raises LinAlgError, or is NaN with ``on_error="nan"``.
    """

    def __init__(self, lower=True, on_error="raise"):
        self.lower = lower
        self.on_error = on_error

    def __call__(self, x):
        factor = linalg.cholesky(x, lower=self.lower, on_error="nan")
        if self.on_error == "nan":
            return factor
        return _positive_definite(factor, ~pt.any(pt.isnan(factor)))


solve = Solve()
solve_lower_triangular = Solve("lower_triangular", lower=True)
solve_upper_triangular = Solve("upper_triangular", lower=False)
solve_symmetric = Solve("symmetric")
cholesky = Cholesky()


def eigvalsh(a, b, lower=True):
    """Return the eigenvalues w of a v = w b v for symmetric a and positive definite b."""
    return linalg.eigvalsh(a, b, lower=lower)


def kron(a, b):
    """Return the Kronecker product; together a and b must have three dimensions or more."""
    a, b = pt.as_tensor_variable(a), pt.as_tensor_variable(b)
    if a.ndim + b.ndim < 3:
        raise TypeError(f"kron: {a.ndim} and {b.ndim} dimensions are together fewer than 3")
    outer = pt.tensordot(a, b, axes=0)
    if outer.ndim == 3:
        return outer.dimshuffle(1, 0, 2).flatten()
    outer = outer.dimshuffle(0, 2, 1, *range(3, outer.ndim))
    rows, inner_rows, columns, inner_columns, *rest = outer.shape
    lengths = [rows * inner_rows, columns * inner_columns, *rest]
    return outer.reshape(lengths, ndim=len(lengths))


__getattr__ = names.absent(__name__)
