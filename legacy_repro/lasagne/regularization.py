"""Regularization: penalties on parameters, for one layer, weighted layers or a whole network.

The ``tags`` choose the parameters of a layer, as in its ``get_params``; other keyword arguments go
to the penalty.
"""

from numbers import Number

import numpy as np

from legacy_repro import names, theano
from legacy_repro.theano import tensor as T

REGULARIZABLE = {"regularizable": True}


def l1(x):
    """Return the sum of the absolute values of x."""
    return T.sum(abs(x))


def l2(x):
    """Return the sum of the squares of x."""
    return T.sum(x**2)


def apply_penalty(tensor_or_tensors, penalty, **kwargs):
    """Return penalty(x), or the sum of it over an iterable of tensors (0 over none)."""
    if isinstance(tensor_or_tensors, theano.Variable | np.ndarray | Number):
        return penalty(tensor_or_tensors, **kwargs)
    return sum(penalty(x, **kwargs) for x in tensor_or_tensors)


def regularize_layer_params(layer, penalty, tags=REGULARIZABLE, **kwargs):
    """Return the penalty of the parameters of one layer or of an iterable of layers."""
    from legacy_repro.lasagne import layers  # which imports this module's neighbours

    some = [layer] if isinstance(layer, layers.Layer) else layer
    params = [param for one in some for param in one.get_params(**tags)]
    return apply_penalty(params, penalty, **kwargs)


def regularize_layer_params_weighted(layers, penalty, tags=REGULARIZABLE, **kwargs):
    """Return the sum of coefficient * penalty over a dictionary {layer: coefficient}."""
    return sum(
        coefficient * apply_penalty(layer.get_params(**tags), penalty, **kwargs)
        for layer, coefficient in layers.items()
    )


def regularize_network_params(layer, penalty, tags=REGULARIZABLE, **kwargs):
    """Return the penalty of the parameters of a layer, or layers, and of all that feed it."""
    from legacy_repro.lasagne import layers

    return apply_penalty(layers.get_all_params(layer, **tags), penalty, **kwargs)


__getattr__ = names.absent(__name__)
