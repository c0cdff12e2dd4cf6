"""Layers that do one thing to every value: a function, a bias, a factor."""

from layers.base import Layer
from legacy_repro import theano
from legacy_repro.lasagne import init, nonlinearities
from legacy_repro.lasagne.utils import int_types
from legacy_repro.theano import tensor as T


class NonlinearityLayer(Layer):
    """A function of each value: ``y = nonlinearity(x)``.

    Parameters
    ----------
    incoming : Layer or tuple
    nonlinearity : callable, or None for the identity

    Examples
    --------
    >>> from layers import InputLayer, NonlinearityLayer
    >>> NonlinearityLayer(InputLayer((None, 10)))
    <NonlinearityLayer: (None, 10) -> (None, 10)>
    """

    def __init__(self, incoming, nonlinearity=nonlinearities.rectify, **kwargs):
        super().__init__(incoming, **kwargs)
        self.nonlinearity = nonlinearities.identity if nonlinearity is None else nonlinearity

    def get_output_for(self, input, **kwargs):
        return self.nonlinearity(input)


def as_axes(axes, ndim):
    """Return `axes` as a tuple from 0 to ndim - 1; "auto" is all but the channels (axis 1).

    >>> as_axes("auto", 4), as_axes(-1, 2)
    ((0, 2, 3), (1,))
    """
    if axes == "auto":
        return (0, *range(2, ndim))
    axes = (axes,) if isinstance(axes, int_types) else tuple(axes)
    if not all(-ndim <= axis < ndim for axis in axes):
        raise ValueError(f"The axes {axes} go beyond the {ndim} dimensions of the input.")
    return tuple(axis % ndim for axis in axes)


def shape_without(axes, layer):
    """Return the input's sizes but those of `axes`; they all have to be known."""
    shape = tuple(size for axis, size in enumerate(layer.input_shape) if axis not in axes)
    if None in shape:
        raise ValueError(
            f"{type(layer).__name__} needs to know all sizes of its input but those of the axes "
            f"{axes}, got the shape {layer.input_shape}."
        )
    return shape


def spread(param, axes, ndim):
    """Return `param` with new dimensions of size 1 at `axes`, so that it has `ndim` of them."""
    own = iter(range(param.ndim))
    return param.dimshuffle(["x" if axis in axes else next(own) for axis in range(ndim)])


class BiasLayer(Layer):
    """A learned bias: ``y = x + b``.

    Parameters
    ----------
    incoming : Layer or tuple
    b : initializer, array, shared variable or expression, or None for no bias
        Its shape is the input's without `shared_axes`.
    shared_axes : "auto", int or tuple of int
        Axes along which one bias serves all; "auto" is all but the channels (axis 1).

    Examples
    --------
    >>> from layers import BiasLayer, InputLayer
    >>> BiasLayer(InputLayer((None, 3, 8, 8))).b.get_value().shape
    (3,)
    """

    def __init__(self, incoming, b=init.Constant(0), shared_axes="auto", **kwargs):
        super().__init__(incoming, **kwargs)
        self.shared_axes = as_axes(shared_axes, len(self.input_shape))
        self.b = None
        if b is not None:
            shape = shape_without(self.shared_axes, self)
            self.b = self.add_param(b, shape, "b", regularizable=False)

    def get_output_for(self, input, **kwargs):
        if self.b is None:
            return input
        return input + spread(self.b, self.shared_axes, input.ndim)


class ScaleLayer(Layer):
    """A learned factor: ``y = x * scales``.

    Parameters
    ----------
    incoming : Layer or tuple
    scales : initializer, array, shared variable or expression
        Its shape is the input's without `shared_axes`.
    shared_axes : "auto", int or tuple of int
        Axes along which one factor serves all; "auto" is all but the channels (axis 1).

    Examples
    --------
    >>> from layers import InputLayer, ScaleLayer
    >>> ScaleLayer(InputLayer((None, 3, 8, 8)), shared_axes=(0, 1)).scales.get_value().shape
    (8, 8)
    """

    def __init__(self, incoming, scales=init.Constant(1), shared_axes="auto", **kwargs):
        super().__init__(incoming, **kwargs)
        self.shared_axes = as_axes(shared_axes, len(self.input_shape))
        shape = shape_without(self.shared_axes, self)
        self.scales = self.add_param(scales, shape, "scales", regularizable=False)

    def get_output_for(self, input, **kwargs):
        return input * spread(self.scales, self.shared_axes, input.ndim)


class ExpressionLayer(Layer):
    """Any function of the input: ``y = function(x)``.

    Parameters
    ----------
    incoming : Layer or tuple
    function : callable
        Takes and returns a symbolic tensor.
    output_shape : None, tuple, callable or "auto"
        None: the input's shape. A callable gets the input's shape. "auto" runs `function` on zeros
        (unknown sizes 0) and takes the shape that comes out, 0 being unknown again.

    Examples
    --------
    >>> from layers import ExpressionLayer, InputLayer
    >>> ExpressionLayer(InputLayer((None, 8, 10)), lambda x: x.sum(axis=1), (None, 10))
    <ExpressionLayer: (None, 8, 10) -> (None, 10), function=<lambda>>
    """

    def __init__(self, incoming, function, output_shape=None, **kwargs):
        super().__init__(incoming, **kwargs)
        self.function = function
        self._output_shape = output_shape

    def get_output_shape_for(self, input_shape):
        if self._output_shape is None:
            return input_shape
        if isinstance(self._output_shape, str) and self._output_shape == "auto":
            return self._inferred_shape(input_shape)
        if callable(self._output_shape):
            return self._output_shape(input_shape)
        return tuple(self._output_shape)

    def _inferred_shape(self, input_shape):
        zeros = T.zeros([size or 0 for size in input_shape], dtype=theano.config.floatX)
        return tuple(int(size) or None for size in self.function(zeros).shape.eval())

    def get_output_for(self, input, **kwargs):
        return self.function(input)
