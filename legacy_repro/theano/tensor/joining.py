"""Tensors put together and taken apart by Theano's signatures: stack, split, tile, repeat."""

import pytensor.tensor as pt

from legacy_repro.ops.unbroadcast import unbroadcast


def stack(*tensors, **kwargs):
    """Join tensors along a new axis: ``stack([a, b], axis=0)``, or of old ``stack(a, b)``."""
    if not tensors and "tensors" not in kwargs:
        raise ValueError("stack: no tensors to put together: stack([a, b], axis=0)")
    if tensors and not isinstance(tensors[0], (list, tuple)):
        if kwargs:
            raise TypeError(f"stack(a, b) takes no {sorted(kwargs)}: stack([a, b], axis=...)")
        return pt.stack(tensors)
    return pt.stack(*tensors, **kwargs)


def split(x, splits_size, n_splits, axis=0):
    """Cut x along an axis into ``n_splits`` pieces of the given sizes."""
    x = pt.as_tensor_variable(x)
    pieces = pt.split(x, splits_size, n_splits=n_splits, axis=axis)
    # A piece that is known to have length 1 was no broadcastable one in Theano.
    return [unbroadcast(piece, *_new_ones(x, piece)) for piece in pieces]


def tile(x, reps, ndim=None):
    """Repeat x as a whole ``reps`` times along its dimensions; the result has at least ``ndim``."""
    x = pt.as_tensor_variable(x)
    if ndim is None:
        return pt.tile(x, reps)
    if ndim < x.ndim:
        raise ValueError(f"tile: ndim={ndim} is less than the {x.ndim} dimensions of x")
    if isinstance(reps, pt.TensorVariable) and reps.type.shape == (None,):
        reps = pt.specify_shape(reps, (ndim,))
    return pt.tile(pt.shape_padleft(x, ndim - x.ndim) if ndim > x.ndim else x, reps)


def repeat(x, repeats, axis=None):
    """Repeat each element of x along an axis, or those of the flattened x."""
    return pt.repeat(x, repeats, axis)


class Join:
    """The op of `join`: ``Join()(axis, a, b)``."""

    def __init__(self, view=-1):
        self.view = view

    def __call__(self, axis, *tensors):
        return pt.join(axis, *tensors)


class Split:
    """The op of `split`: ``Split(len_splits)(x, axis, sizes)``."""

    def __init__(self, len_splits):
        self.len_splits = len_splits

    def __call__(self, x, axis, splits):
        return split(x, splits, self.len_splits, axis)


class Tile:
    """The op of `tile`: ``Tile(ndim)(x, reps)``."""

    def __init__(self, ndim):
        self.ndim = ndim

    def __call__(self, x, reps):
        return tile(x, reps, self.ndim)


def _new_ones(x, piece):
    """Return the dimensions that broadcast in a piece, but not in x."""
    patterns = zip(x.type.broadcastable, piece.type.broadcastable, strict=True)
    return [axis for axis, (was, one) in enumerate(patterns) if one and not was]
