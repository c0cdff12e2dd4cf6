"""Limits on norms: of the weights of each unit, and of all gradients together."""

from legacy_repro.lasagne.utils import axes_of_unit, floatX
from legacy_repro.theano import tensor as T


def norm_constraint(tensor_var, max_norm, norm_axes=None, epsilon=1e-7):
    """Return the tensor with each unit's incoming weights scaled to a norm of at most max_norm.

    norm_axes: the axes that the norm is taken over; by default 0 of a matrix (inputs, units), and
    all but the first of filters (3 to 5 dimensions).
    Raises ValueError for another number of dimensions without norm_axes.
    """
    axes = axes_of_unit(tensor_var.ndim, norm_axes)
    norms = T.sqrt(T.sum(T.sqr(tensor_var), axis=axes, keepdims=True))
    return tensor_var * _scale(norms, max_norm, epsilon)


def total_norm_constraint(tensor_vars, max_norm, epsilon=1e-7, return_norm=False):
    """Return a list of the tensors, scaled so that the norm of all together is at most max_norm.

    return_norm: return (scaled, norm), the norm being that before.

    Sutskever et al., "Sequence to sequence learning with neural networks", 2014.
    """
    norm = T.sqrt(sum(T.sum(tensor**2) for tensor in tensor_vars))
    scale = _scale(norm, max_norm, epsilon)
    scaled = [tensor * scale for tensor in tensor_vars]
    return (scaled, norm) if return_norm else scaled


def _scale(norm, max_norm, epsilon):
    return T.clip(norm, 0, floatX(max_norm)) / (floatX(epsilon) + norm)
