"""``theano.tensor.blas``: the products of BLAS as ops of their own."""

from pytensor.tensor import outer as _outer
from pytensor.tensor.blas import (
    BatchedDot,
    Dot22,
    Dot22Scalar,
    Gemm,
    Gemv,
    _dot22,
    gemm_inplace,
    gemm_no_inplace,
    gemv_inplace,
    gemv_no_inplace,
)

from legacy_repro import names
from legacy_repro.theano.tensor.products import batched_dot

gemm = gemm_no_inplace
gemv = gemv_no_inplace


def ger(A, alpha, x, y):
    """Return A + alpha * outer(x, y)."""
    return A + alpha * _outer(x, y)


class Ger:
    """The op of `ger`: ``Ger(destructive)(A, alpha, x, y)``."""

    def __init__(self, destructive):
        self.destructive = destructive

    def __call__(self, A, alpha, x, y):
        return ger(A, alpha, x, y)


__getattr__ = names.absent(__name__)
