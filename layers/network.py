"""What concerns a whole network: its layers, its output, its parameters.

A network is named by its last layer, or by a list of them.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from math import prod
from warnings import warn

import numpy as np

from layers.base import Layer, MergeLayer
from layers.input import InputLayer
from legacy_repro.lasagne.utils import as_theano_expression, inspect_kwargs, unique
from legacy_repro.weights import shape_of


def get_all_layers(layer, treat_as_input=None):
    """Return the layers that feed one layer or several, inputs before what uses them.

    Parameters
    ----------
    layer : Layer or list of Layer
    treat_as_input : iterable of Layer, optional
        Do not look for what feeds these.

    Examples
    --------
    >>> from layers import DenseLayer, InputLayer
    >>> l_in = InputLayer((None, 4))
    >>> get_all_layers(DenseLayer(l_in, 3))
    [<InputLayer: (None, 4)>, <DenseLayer: (None, 4) -> (None, 3), num_units=3>]
    """
    opened = set(treat_as_input or ())
    found = {}
    stack = _as_list(layer)[::-1]
    while stack:
        top = stack.pop()
        if top in opened:
            found[top] = None
        else:
            opened.add(top)
            stack += [top] + [below for below in inputs_of(top)[::-1] if below is not None]
    return list(found)


def get_output(layer_or_layers, inputs=None, **kwargs):
    """Return the symbolic output of a network, or a list of them for a list of layers.

    Parameters
    ----------
    layer_or_layers : Layer or list of Layer
    inputs : None, tensor, array, or dict of Layer to tensor or array
        What goes in: None takes the input layers' own variables; a single tensor goes into the
        one input layer; a dict gives the outputs of the layers in it, whatever feeds them, and
        with the key None the input of a layer made from a shape alone.
    **kwargs
        Passed to every layer's `get_output_for`, ``deterministic=True`` for instance. A warning
        names those that no layer takes.

    Raises
    ------
    ValueError
        If a layer was made from a shape alone, and `inputs` has no input for it, or if `inputs` is
        a single tensor and the network has several input layers.
    TypeError
        If a key of `inputs` is no layer.

    Examples
    --------
    >>> import pytensor.tensor as pt
    >>> from layers import DenseLayer, InputLayer
    >>> l_in = InputLayer((None, 4))
    >>> l_out = DenseLayer(DenseLayer(l_in, 3), 2)
    >>> clean, noisy = pt.matrix("clean"), pt.matrix("noisy")
    >>> outputs = get_output(l_out), get_output(l_out, noisy), get_output(l_out, {l_in: clean})
    """
    accepted = {"deterministic"}

    def output_of(layer, values):
        accepted.update(layer.get_output_kwargs, inspect_kwargs(layer.get_output_for))
        return layer.get_output_for(values, **kwargs)

    given = _given(layer_or_layers, inputs)
    given = {each: as_theano_expression(value) for each, value in given.items()}
    outputs = _carry(layer_or_layers, given, lambda layer: layer.input_var, output_of)
    unused = [_with_suggestion(name, accepted) for name in kwargs if name not in accepted]
    if unused:
        warn(
            f"get_output() was called with arguments no layer takes: {', '.join(unused)}",
            stacklevel=2,
        )
    return outputs


def get_output_shape(layer_or_layers, input_shapes=None):
    """Return the output shape of a network, or a list of them for a list of layers.

    Parameters
    ----------
    layer_or_layers : Layer or list of Layer
    input_shapes : None, tuple, or dict of Layer to tuple
        As `inputs` of `get_output`: None takes the shapes the network was made with.

    Examples
    --------
    >>> from layers import Conv2DLayer, InputLayer
    >>> l_conv = Conv2DLayer(InputLayer((None, 1, 28, 28)), 32, 5)
    >>> get_output_shape(l_conv), get_output_shape(l_conv, (100, 1, 14, 14))
    ((None, 32, 24, 24), (100, 32, 10, 10))
    """
    if input_shapes is None or input_shapes == {}:
        return _for_each(layer_or_layers, lambda layer: layer.output_shape)
    return _carry(
        layer_or_layers,
        _given(layer_or_layers, input_shapes),
        lambda layer: layer.shape,
        lambda layer, shapes: layer.get_output_shape_for(shapes),
    )


def _as_list(layer_or_layers):
    found = list(layer_or_layers) if isinstance(layer_or_layers, Iterable) else [layer_or_layers]
    for each in found:
        if not isinstance(each, Layer):
            raise TypeError(f"A network is a layer or a list of layers; this has {each!r}.")
    return found


def _for_each(layer_or_layers, function):
    if isinstance(layer_or_layers, Iterable):
        return [function(layer) for layer in layer_or_layers]
    return function(layer_or_layers)


def inputs_of(layer):
    """Return the layers that feed `layer`; None stands for one made from a shape alone."""
    if hasattr(layer, "input_layers"):
        return layer.input_layers
    return [layer.input_layer] if hasattr(layer, "input_layer") else []


def _given(layer_or_layers, inputs):
    """Return the dict of layers to their values that `inputs` stands for."""
    if inputs is None:
        return {}
    if isinstance(inputs, dict):
        for key in inputs:
            if key is not None and not isinstance(key, Layer):
                raise TypeError(f"the keys of an input dict are layers (or None), got {key!r}")
        return inputs
    found = [each for each in get_all_layers(layer_or_layers) if isinstance(each, InputLayer)]
    if len(found) > 1:
        raise ValueError(
            f"one input for a network with {len(found)} input layers: give a dict that maps each "
            f"of {found} to its own"
        )
    return dict.fromkeys(found, inputs)


def _carry(layer_or_layers, given, own, step):
    """Carry values through a network and return those of the layers asked for.

    given: dict of layers to values; own(layer): the value of another input layer;
    step(layer, value or values of its inputs): that of any other layer.
    """
    values = dict(given)
    for layer in get_all_layers(layer_or_layers, treat_as_input=given):
        if layer in values:
            continue
        if isinstance(layer, InputLayer):
            values[layer] = own(layer)
            continue
        if not all(below in values for below in inputs_of(layer)):
            raise ValueError(
                f"{layer} was made from a shape and has no input: build it on an InputLayer, or "
                "give a dict that maps None to its input, or the layer to its output."
            )
        below = [values[each] for each in inputs_of(layer)]
        values[layer] = step(layer, below if isinstance(layer, MergeLayer) else below[0])
    return _for_each(layer_or_layers, values.get)


def _with_suggestion(name, accepted):
    close = get_close_matches(name, accepted)
    return f"{name} (did you mean {' or '.join(close)}?)" if close else name


def get_all_params(layer, unwrap_shared=True, **tags):
    """Return the parameters of a network in the order of its layers, each once.

    Parameters
    ----------
    layer : Layer or list of Layer
    unwrap_shared : bool
        Replace a parameter that is an expression by the shared variables in it.
    **tags
        True takes only parameters with the tag, False only those without.

    Examples
    --------
    >>> from layers import DenseLayer, InputLayer
    >>> l_out = DenseLayer(InputLayer((None, 4)), 3, name="out")
    >>> get_all_params(l_out), get_all_params(l_out, regularizable=True)
    ([out.W, out.b], [out.W])
    """
    return unique(
        param
        for each in get_all_layers(layer)
        for param in each.get_params(unwrap_shared=unwrap_shared, **tags)
    )


def count_params(layer, **tags):
    """Return how many numbers the parameters of a network hold.

    >>> from layers import DenseLayer, InputLayer
    >>> count_params(DenseLayer(InputLayer((None, 784)), 10))
    7850
    """
    return size_of(get_all_params(layer, **tags))


def size_of(params):
    """Return how many numbers a list of parameters holds."""
    return sum(prod(shape_of(param)) for param in params)


def get_all_param_values(layer, **tags):
    """Return copies of the parameters' values as a list of arrays, in `get_all_params`'s order."""
    return [param.get_value() for param in get_all_params(layer, **tags)]


def set_all_param_values(layer, values, **tags):
    """Set the parameters of a network from a list as `get_all_param_values` returns it.

    Raises
    ------
    ValueError
        If the number of values or a shape does not fit.
    TypeError
        If a dtype cannot be stored without loss.

    In both cases no parameter changes.
    """
    params, values = get_all_params(layer, **tags), list(values)
    _check_fit(params, values)
    for param, value in zip(params, list(map(_storable, params, values)), strict=True):
        param.set_value(value)


def _check_fit(params, values):
    shapes = list(map(np.shape, values))
    if len(params) != len(values):
        names = ", ".join(f"{param.name} {shape_of(param)}" for param in params)
        raise ValueError(
            f"Got {len(values)} values of the shapes {shapes} for {len(params)} parameters: "
            f"{names}; no parameter was changed."
        )
    for i, (param, shape) in enumerate(zip(params, shapes, strict=True)):
        if shape != shape_of(param):
            raise ValueError(
                f"Value {i} has the shape {shape}, but its parameter {param.name} has the shape "
                f"{shape_of(param)}; no parameter was changed."
            )


def _storable(param, value):
    try:
        return param.type.filter(value, allow_downcast=param.container.allow_downcast)
    except TypeError as error:
        raise TypeError(f"Parameter {param.name} cannot store its value: {error}") from error
