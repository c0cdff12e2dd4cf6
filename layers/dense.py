"""Layers that multiply by a weight matrix: all of the input, or each position by itself."""

import numpy as np

from layers.base import Layer
from legacy_repro.lasagne import init, nonlinearities
from legacy_repro.theano import tensor as T


class DenseLayer(Layer):
    """A fully connected layer: ``y = nonlinearity(x W + b)``.

    Dimensions behind the leading ones are flattened first.

    Parameters
    ----------
    incoming : Layer or tuple
    num_units : int
    W : initializer, array, shared variable or expression, shape (num_inputs, num_units)
    b : the same, shape (num_units,), or None for no bias
    nonlinearity : callable, or None for a linear layer
    num_leading_axes : int
        How many dimensions stay as they are: 1 keeps the batch, -1 all but the last one.

    Raises
    ------
    ValueError
        If no trailing dimension is left, or the size of one is not known.

    Examples
    --------
    >>> from layers import DenseLayer, InputLayer
    >>> DenseLayer(InputLayer((None, 1, 28, 28)), num_units=50)
    <DenseLayer: (None, 1, 28, 28) -> (None, 50), num_units=50>
    >>> DenseLayer(InputLayer((None, 7, 20)), num_units=50, num_leading_axes=2)
    <DenseLayer: (None, 7, 20) -> (None, 7, 50), num_units=50, num_leading_axes=2>
    """

    def __init__(
        self,
        incoming,
        num_units,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        num_leading_axes=1,
        **kwargs,
    ):
        super().__init__(incoming, **kwargs)
        self.nonlinearity = nonlinearities.identity if nonlinearity is None else nonlinearity
        self.num_units = num_units
        self._check_leading(num_leading_axes)
        self.num_leading_axes = num_leading_axes
        num_inputs = int(np.prod(self.input_shape[num_leading_axes:]))
        self.W = self.add_param(W, (num_inputs, num_units), name="W")
        self.b = None
        if b is not None:
            self.b = self.add_param(b, (num_units,), name="b", regularizable=False)

    def _check_leading(self, leading):
        ndim = len(self.input_shape)
        if not -ndim <= leading < ndim:
            raise ValueError(
                f"num_leading_axes={leading} leaves nothing to multiply of an input of shape "
                f"{self.input_shape}: it has to be from {-ndim} to {ndim - 1}."
            )
        if None in self.input_shape[leading:]:
            raise ValueError(
                f"DenseLayer needs to know all sizes behind the first num_leading_axes={leading} "
                f"of its input, got the shape {self.input_shape}."
            )

    def get_output_shape_for(self, input_shape):
        return (*input_shape[: self.num_leading_axes], self.num_units)

    def get_output_for(self, input, **kwargs):
        leading = self.num_leading_axes % input.ndim
        if input.ndim > leading + 1:
            input = input.flatten(leading + 1)
        activation = T.dot(input, self.W)
        if self.b is not None:
            activation = activation + self.b
        return self.nonlinearity(activation)


class NINLayer(Layer):
    """A dense layer over the channels, the same at every position: a 1x1 convolution.

    Parameters
    ----------
    incoming : Layer or tuple
        Shape (batch, channels, ...), with any number of further dimensions.
    num_units : int
    untie_biases : bool
        Give each position a bias of its own.
    W : initializer, array, shared variable or expression, shape (channels, num_units)
    b : the same, shape (num_units,), untied (num_units, ...), or None for no bias
    nonlinearity : callable, or None for a linear layer

    References
    ----------
    M. Lin, Q. Chen, S. Yan: Network in network (2013), arXiv:1312.4400.

    Examples
    --------
    >>> from layers import InputLayer, NINLayer
    >>> NINLayer(InputLayer((None, 3, 32, 32)), num_units=16)
    <NINLayer: (None, 3, 32, 32) -> (None, 16, 32, 32), num_units=16>
    """

    def __init__(
        self,
        incoming,
        num_units,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        **kwargs,
    ):
        super().__init__(incoming, **kwargs)
        self.nonlinearity = nonlinearities.identity if nonlinearity is None else nonlinearity
        self.num_units = num_units
        self.untie_biases = untie_biases
        channels = self.input_shape[1]
        if channels is None:
            raise ValueError(
                "NINLayer needs to know the number of channels of its input, got the shape "
                f"{self.input_shape}."
            )
        self.W = self.add_param(W, (channels, num_units), name="W")
        self.b = None
        if b is not None:
            shape = (num_units,) + (self.output_shape[2:] if untie_biases else ())
            self.b = self.add_param(b, shape, name="b", regularizable=False)

    def get_output_shape_for(self, input_shape):
        return (input_shape[0], self.num_units, *input_shape[2:])

    def get_output_for(self, input, **kwargs):
        positions = range(2, input.ndim)
        units_first = T.tensordot(self.W, input, axes=[[0], [1]])
        activation = units_first.dimshuffle(1, 0, *positions)
        if self.b is not None:
            axes = [axis - 1 for axis in positions] if self.untie_biases else "x" * len(positions)
            activation = activation + self.b.dimshuffle("x", 0, *axes)
        return self.nonlinearity(activation)
