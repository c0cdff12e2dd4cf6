"""2-D pooling and its gradients on JAX: place (i, j) of all windows is one strided slice.

XLA's CPU computes that 8 times faster than its own reduce_window and select_and_scatter, whose
gradient of a maximum goes to one pixel of a tie only.
"""

from functools import reduce

import jax.numpy as jnp
import numpy as np
from jax import lax
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.pool2d import AveragePool2dGrad, MaxPool2dGrad, MaxPool2dGradGrad, Pool2d
from legacy_repro.ops.pool2d.reference import lowest, padded_size, places


def maximum(images, layout):
    """Return the maximum of each window."""
    return reduce(jnp.maximum, _places(images, lowest(images.dtype), layout))


def total(images, layout):
    """Return the sum of each window."""
    return reduce(jnp.add, _places(images, 0, layout))


def spread(top, size, layout):
    """Add the value of each window to all its pixels: the transpose of `total`."""
    return _spread([top for _ in places(layout)], size, layout)


def spread_to_maxima(images, maxima, top, layout):
    """Add the value of each window to its pixels that are the maximum, all of them in a tie."""
    pixels = _places(images, lowest(images.dtype), layout)
    values = [jnp.where(p == maxima, top, 0) for p in pixels]
    return _spread(values, images.shape[-2:], layout)


def total_at_maxima(images, maxima, values, layout):
    """Sum `values` over the pixels of each window that are its maximum."""
    pixels, values = _places(images, lowest(images.dtype), layout), _places(values, 0, layout)
    return sum(jnp.where(p == maxima, v, 0) for p, v in zip(pixels, values, strict=True))


def _places(images, value, layout):
    """Return the pixels at each place in the windows, `value` in the padding."""
    size = images.shape[-2:]
    around = zip(layout[2], size, padded_size(size, layout), strict=True)
    widths = [(pad, total - pad - n, 0) for pad, n, total in around]
    padded = _pad(images, value, widths)
    return [padded[place] for place in places(layout)]


def _spread(values, size, layout):
    """Add the values at each place in the windows to its pixels: the transpose of `_places`."""
    widths = [_around(place, size, layout) for place in np.ndindex(*layout[0])]
    return sum(_pad(v, 0, w) for v, w in zip(values, widths, strict=True))


def _around(place, size, layout):
    """Return the widths that put one pixel of each window at this place in images of `size`."""
    _, stride, pad, output = layout
    firsts = [i - p for i, p in zip(place, pad, strict=True)]
    spans = [max(0, (o - 1) * s + 1) for o, s in zip(output, stride, strict=True)]
    axes = zip(size, firsts, spans, stride, strict=True)
    return [(first, n - first - span, s - 1) for n, first, span, s in axes]


def _pad(images, value, widths):
    """Pad the last two axes by (before, after, between pixels); a negative number cuts."""
    no_more = [(0, 0, 0)] * (images.ndim - 2)
    return lax.pad(images, np.asarray(value, images.dtype), (*no_more, *widths))


# ---- what the ops call --------------------------------------------------------------------------


@jax_funcify.register(Pool2d)
def _pool(op, **kwargs):
    def pool(images):
        layout = op.layout(images.shape)
        if op.mode == "max":
            return maximum(images, layout)
        return op.averaged(total(images, layout), images.shape)

    return pool


@jax_funcify.register(MaxPool2dGrad)
def _max_gradient(op, **kwargs):
    def max_gradient(images, maxima, top):
        op.check(images.shape, maxima.shape, top.shape)
        return spread_to_maxima(images, maxima, top, op.layout(images.shape))

    return max_gradient


@jax_funcify.register(MaxPool2dGradGrad)
def _totals_at_maxima(op, **kwargs):
    def totals_at_maxima(images, maxima, values):
        op.check(images.shape, maxima.shape)
        if values.shape != images.shape:
            raise ValueError(f"values {values.shape} for images {images.shape}")
        return total_at_maxima(images, maxima, values, op.layout(images.shape))

    return totals_at_maxima


@jax_funcify.register(AveragePool2dGrad)
def _average_gradient(op, **kwargs):
    def average_gradient(top, size):
        shape = (*top.shape[:-2], *size.tolist())
        op.check(shape, top.shape)
        shares = op.averaged(top, shape)
        return spread(shares, shape[-2:], op.layout(shape))

    return average_gradient
