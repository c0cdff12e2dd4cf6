"""``theano.tensor.nlinalg``: the linear algebra that Theano took from NumPy."""

import functools

import pytensor
import pytensor.tensor as pt
from pytensor.tensor import linalg
from pytensor.tensor.basic import ExtractDiag, alloc_diag
from pytensor.tensor.linalg import (
    Det,
    MatrixInverse,
    TensorInv,
    TensorSolve,
    det,
    matrix_inverse,
    pinv,
    tensorinv,
    tensorsolve,
)

from legacy_repro import names

QR_MODES = {"reduced": "economic", "full": "economic", "complete": "full"}


def diag(x):
    """Return the diagonal of a matrix, or the matrix with a vector on its diagonal."""
    x = pt.as_tensor_variable(x)
    if x.ndim not in (1, 2):
        raise TypeError(f"diag: a vector or a matrix is needed, not {x.type}")
    return pt.diag(x)


def eig(a):
    """Return eigenvalues and eigenvectors; of complex ones the real part, as Theano did."""
    a = pt.as_tensor_variable(a)
    return [pt.cast(pt.real(part), a.dtype) for part in linalg.eig(a)]


def eigh(a, UPLO="L"):
    """Return eigenvalues and eigenvectors of a symmetric matrix, read from one triangle."""
    # The routine that NumPy calls: another gives eigenvectors of the other sign.
    return linalg.eigh(a, lower=UPLO.upper() == "L", driver="evd")


def qr(a, mode="reduced"):
    """Return the factors Q and R of a matrix, or R alone for mode "r"."""
    if mode == "r":
        return linalg.qr(a, mode="economic")[1]
    if mode not in QR_MODES:
        raise ValueError(f"qr: mode must be one of {sorted([*QR_MODES, 'r'])}, not {mode!r}")
    return linalg.qr(a, mode=QR_MODES[mode])


def svd(a, full_matrices=1, compute_uv=1):
    """Return U, the singular values and V, or the singular values alone."""
    return linalg.svd(a, full_matrices=bool(full_matrices), compute_uv=bool(compute_uv))


class lstsq:
    """``lstsq()(x, y, rcond)`` is the solution, the residuals, the rank and the singular values.

    It is computed in float64; the solution is of floatX.
    """

    def __call__(self, x, y, rcond):
        y = pt.as_tensor_variable(y)
        columns = y if y.ndim == 2 else y.dimshuffle(0, "x")
        solution, residuals, rank, singular = linalg.Lstsq()(_float64(x), _float64(columns), rcond)
        solution = pt.cast(solution if y.ndim == 2 else solution[:, 0], pytensor.config.floatX)
        return [solution, residuals, pt.cast(rank, "int64"), singular]


def matrix_dot(*args):
    """Return the product of several matrices."""
    return functools.reduce(pt.dot, args)


def extract_diag(x):
    """Return the diagonal of a matrix."""
    return pt.diagonal(x)


def trace(X):
    """Return the sum of the diagonal of a matrix."""
    return pt.sum(extract_diag(X))


def matrix_power(M, n):
    """Return the product of n matrices M; as in Theano, 1 for an n below 1."""
    return matrix_dot(*[M] * n) if n > 0 else 1


def norm(x, ord):
    """Return the norm of a vector or a matrix.

    ord : None, "inf", "-inf" or a number for vectors; None, "fro", "inf", "-inf", 1 or -1 for
        matrices. Other values raise ValueError, more dimensions NotImplementedError.
    """
    x = pt.as_tensor_variable(x)
    if x.ndim == 0:
        raise ValueError("norm: x must have at least one dimension")
    if x.ndim > 2:
        raise NotImplementedError(f"norm: x may have at most two dimensions, not {x.ndim}")
    return _vector_norm(x, ord) if x.ndim == 1 else _matrix_norm(x, ord)


def _float64(x):
    return pt.cast(x, "float64")


def _vector_norm(x, ord):
    if ord is None:
        return pt.sqrt(pt.sum(pt.sqr(x)))
    if ord in ("inf", "-inf"):
        return (pt.max if ord == "inf" else pt.min)(pt.abs(x))
    if isinstance(ord, str):
        raise ValueError(f"norm: ord {ord!r} is not one of a vector")
    if ord == 0:
        return pt.nonzero(x)[0].shape[0]
    return pt.sum(pt.abs(x**ord)) ** (1.0 / ord)


def _matrix_norm(x, ord):
    if ord in (None, "fro"):
        return pt.sqrt(pt.sum(pt.sqr(x)))
    if ord in ("inf", "-inf"):
        return (pt.max if ord == "inf" else pt.min)(pt.sum(pt.abs(x), axis=1))
    if ord in (1, -1):
        return (pt.max if ord == 1 else pt.min)(pt.sum(pt.abs(x), axis=0))
    raise ValueError(f"norm: ord {ord!r} is not one of a matrix: None, 'fro', 'inf', '-inf', 1, -1")


class AllocDiag:
    """The op of `diag` for a vector: ``AllocDiag()(x)``."""

    def __call__(self, x):
        return alloc_diag(x)


class MatrixPinv:
    """The op of `pinv`: ``MatrixPinv()(x)``."""

    def __call__(self, x):
        return pinv(x)


class Eig:
    """The op of `eig`: ``Eig()(x)``."""

    def __call__(self, x):
        return eig(x)


class Eigh:
    """The op of `eigh`: ``Eigh(UPLO)(x)``."""

    def __init__(self, UPLO="L"):
        self.UPLO = UPLO

    def __call__(self, x):
        return eigh(x, self.UPLO)


class QRFull:
    """The op of `qr`: ``QRFull(mode)(x)``."""

    def __init__(self, mode):
        self.mode = mode

    def __call__(self, x):
        return qr(x, self.mode)


class QRIncomplete(QRFull):
    """The op of `qr` for R alone: ``QRIncomplete("r")(x)``."""


class SVD:
    """The op of `svd`: ``SVD(full_matrices, compute_uv)(x)``."""

    def __init__(self, full_matrices=True, compute_uv=True):
        self.full_matrices = full_matrices
        self.compute_uv = compute_uv

    def __call__(self, x):
        return svd(x, self.full_matrices, self.compute_uv)


__getattr__ = names.absent(__name__)
