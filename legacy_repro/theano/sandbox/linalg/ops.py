"""``theano.sandbox.linalg.ops``."""

import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.theano.tensor.nlinalg import (
    MatrixInverse,
    det,
    diag,
    extract_diag,
    matrix_inverse,
    trace,
)
from legacy_repro.theano.tensor.slinalg import Cholesky, Solve, cholesky, solve


def psd(v):
    """Return v: the hint that it is positive semidefinite changes no number."""
    return v


def spectral_radius_bound(X, log2_exponent):
    """Return an upper bound of the largest eigenvalue of a symmetric, positive semidefinite X.

    It is trace(X^n) ^ (1 / n) for n = 2 ^ log2_exponent.
    """
    X = pt.as_tensor_variable(X)
    if X.type.ndim != 2:
        raise TypeError(f"spectral_radius_bound: a matrix is needed, not {X.type}")
    if not isinstance(log2_exponent, int) or log2_exponent <= 0:
        raise ValueError(f"log2_exponent must be a positive integer, not {log2_exponent!r}")
    power = X
    for _ in range(log2_exponent):
        power = pt.dot(power, power)
    return trace(power) ** (2.0**-log2_exponent)


__getattr__ = names.absent(__name__)
