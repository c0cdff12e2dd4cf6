"""Other shapes for the same elements by Theano's signatures: reshape, flatten, diag and so on."""

import pytensor.tensor as pt
from pytensor.tensor.basic import alloc_diag as _alloc_diag


def reshape(x, newshape, ndim=None):
    """Give x another shape; ``ndim`` is the length of a newshape that is a vector."""
    return pt.reshape(x, newshape, ndim=ndim)


def flatten(x, ndim=None, outdim=None):
    """Keep the first ndim - 1 dimensions of x and make one of the rest; ``outdim`` is its old name.

    Raises ValueError where both are given, or x has fewer dimensions.
    """
    return pt.flatten(x, ndim=_one_of(ndim, outdim))


def is_flat(var, ndim=None, outdim=None):
    """Say whether a variable has ``ndim`` (of old ``outdim``) dimensions, by default 1."""
    return pt.as_tensor_variable(var).ndim == _one_of(ndim, outdim)


def diag(v, k=0):
    """Return the matrix with the vector v on its k-th diagonal, or a tensor's k-th diagonal."""
    v = pt.as_tensor_variable(v)
    return pt.diagonal(v, offset=k) if v.ndim > 2 else pt.diag(v, k)


def unravel_index(indices, dims, order="C", ndim=None):
    """Return the index in each dimension for indices into the flattened array.

    ``ndim`` is the length of ``dims`` where that is a vector. As in Theano 1.0.5, the elements are
    counted in C order whatever ``order`` says.
    """
    if order not in ("C", "F"):
        raise TypeError(f"unravel_index: order must be 'C' or 'F', not {order!r}")
    dims = pt.as_tensor_variable(dims)
    return pt.unravel_index(indices, pt.specify_shape(dims, (ndim,)) if ndim else dims)


class Flatten:
    """The op of `flatten`: ``Flatten(outdim)(x)``."""

    def __init__(self, outdim=1):
        self.outdim = outdim

    def __call__(self, x):
        return flatten(x, self.outdim)


class AllocDiag:
    """The op of `diag` for a vector: ``AllocDiag(offset)(v)``; or for the last dimension of v."""

    def __init__(self, offset=0, axis1=0, axis2=1):
        self.axes = {"offset": offset, "axis1": axis1, "axis2": axis2}

    def __call__(self, v):
        return _alloc_diag(v, **self.axes)


class Tri:
    """The op of `tri`: ``Tri(dtype)(N, M, k)``."""

    def __init__(self, dtype=None):
        self.dtype = dtype

    def __call__(self, N, M, k):
        return pt.tri(N, M, k, self.dtype)


class Nonzero:
    """The op of `nonzero`: ``Nonzero()(a)`` is a matrix of the indices, a row for a dimension."""

    def __call__(self, a):
        return pt.stack(pt.nonzero(a))


def _one_of(ndim, outdim):
    if ndim is not None and outdim is not None:
        raise ValueError(f"ndim={ndim} and outdim={outdim} are the same argument: give ndim alone")
    return next((n for n in (ndim, outdim) if n is not None), 1)
