"""``theano.sandbox.linalg``, where linear algebra was before it was in nlinalg and slinalg."""

from legacy_repro import names
from legacy_repro.theano.sandbox.linalg.ops import psd, spectral_radius_bound
from legacy_repro.theano.tensor.nlinalg import (
    alloc_diag,
    det,
    diag,
    eig,
    eigh,
    extract_diag,
    matrix_inverse,
    trace,
)
from legacy_repro.theano.tensor.slinalg import cholesky, eigvalsh, solve

__getattr__ = names.absent(__name__)
