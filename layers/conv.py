"""Convolution, and the lengths that go in and come out of one."""

from layers.base import Layer
from legacy_repro.lasagne import init, nonlinearities
from legacy_repro.lasagne.utils import as_tuple, int_types
from legacy_repro.theano import tensor as T


def conv_output_length(input_length, filter_size, stride, pad=0):
    """Return the length of a convolution's output along one axis, None if the input's is unknown.

    pad : int, "valid" (0), "full" (filter_size - 1) or "same" (length kept at stride 1)

    >>> conv_output_length(28, 5, stride=1), conv_output_length(28, 5, stride=2, pad="same")
    (24, 14)
    """
    if input_length is None:
        return None
    positions = input_length + _total_pad(filter_size, pad) - filter_size + 1
    return (positions + stride - 1) // stride


def conv_input_length(output_length, filter_size, stride, pad=0):
    """Return the length of the shortest input whose convolution has this output length.

    pad : int, "valid", "full" or "same", as in `conv_output_length`

    >>> conv_input_length(24, 5, stride=1), conv_input_length(12, 5, stride=2, pad=2)
    (28, 23)
    """
    if output_length is None:
        return None
    total = 2 * (filter_size // 2) if pad == "same" else _total_pad(filter_size, pad)
    return (output_length - 1) * stride - total + filter_size


def _total_pad(filter_size, pad):
    """Return how much padding both ends get together."""
    if isinstance(pad, int_types):
        return 2 * pad
    totals = {"valid": 0, "full": 2 * (filter_size - 1), "same": filter_size - 1}
    if pad not in totals:
        raise ValueError(f"pad has to be an int, 'valid', 'full' or 'same', got {pad!r}.")
    return totals[pad]


class BaseConvLayer(Layer):
    """The part of a convolution layer that does not depend on the number of dimensions.

    A subclass defines ``convolve(input, **kwargs)``: the convolution with ``self.W`` alone,
    without bias and nonlinearity. The parameters are those of `Conv2DLayer`; `n`, the number of
    spatial dimensions, is taken from the input's shape if not given.
    """

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=1,
        pad=0,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        flip_filters=True,
        num_groups=1,
        n=None,
        **kwargs,
    ):
        super().__init__(incoming, **kwargs)
        self.nonlinearity = nonlinearities.identity if nonlinearity is None else nonlinearity
        self.n = self._dimensions(n)
        self.num_filters = num_filters
        self.filter_size = as_tuple(filter_size, self.n, int_types)
        self.stride = as_tuple(stride, self.n, int_types)
        self.pad = self._padding(pad)
        self.untie_biases = untie_biases
        self.flip_filters = flip_filters
        self.num_groups = num_groups
        self._check_groups()
        self.W = self.add_param(W, self.get_W_shape(), name="W")
        self.b = None
        if b is not None:
            shape = (num_filters,) + (self.output_shape[2:] if untie_biases else ())
            self.b = self.add_param(b, shape, name="b", regularizable=False)

    def _dimensions(self, n):
        spatial = len(self.input_shape) - 2
        if n is not None and n != spatial:
            raise ValueError(
                f"{type(self).__name__} convolves over {n} dimensions: its input needs the shape "
                f"(batch, channels, {n} spatial sizes), got {self.input_shape}."
            )
        return spatial

    def _padding(self, pad):
        if pad == "same" and any(size % 2 == 0 for size in self.filter_size):
            raise NotImplementedError(
                f"pad='same' needs an odd filter size, got {self.filter_size}: "
                "pad the input with a PadLayer, or choose an odd size."
            )
        if pad in ("full", "same"):
            return pad
        return as_tuple(0 if pad == "valid" else pad, self.n, int_types)

    def _check_groups(self):
        groups, channels = self.num_groups, self.input_shape[1]
        if channels is None:
            raise ValueError(
                f"{type(self).__name__} needs to know the number of channels of its input, got "
                f"the shape {self.input_shape}."
            )
        if groups <= 0 or self.num_filters % groups or channels % groups:
            raise ValueError(
                f"num_groups={groups} has to be positive and to divide both the "
                f"{self.num_filters} filters and the {channels} channels of the input."
            )

    def get_W_shape(self):
        """Return the shape of the weights: (filters, channels of a group, filter sizes ...)."""
        return (self.num_filters, self.input_shape[1] // self.num_groups, *self.filter_size)

    def get_output_shape_for(self, input_shape):
        pad = self.pad if isinstance(self.pad, tuple) else (self.pad,) * self.n
        lengths = map(conv_output_length, input_shape[2:], self.filter_size, self.stride, pad)
        return (input_shape[0], self.num_filters, *lengths)

    def get_output_for(self, input, **kwargs):
        activation = self.convolve(input, **kwargs)
        if self.b is not None:
            positions = range(1, self.n + 1) if self.untie_biases else "x" * self.n
            activation = activation + self.b.dimshuffle("x", 0, *positions)
        return self.nonlinearity(activation)

    def convolve(self, input, **kwargs):
        """Return the convolution of `input` with ``self.W``, without bias and nonlinearity."""
        raise NotImplementedError(f"{type(self).__name__} has to define convolve.")


class Conv2DLayer(BaseConvLayer):
    """A 2D convolution: ``y[k] = nonlinearity(sum over c of x[c] * W[k, c] + b[k])``.

    Parameters
    ----------
    incoming : Layer or tuple
        Shape (batch, channels, rows, columns).
    num_filters : int
    filter_size, stride : int or pair of int
    pad : int, pair of int, "valid", "full" or "same"
        Zeros put around the input; "same" needs an odd filter size.
    untie_biases : bool
        Give each position of a filter's output a bias of its own.
    W : initializer, array, shared variable or expression,
        shape (num_filters, channels // num_groups, filter rows, filter columns)
    b : the same, shape (num_filters,), untied (num_filters, rows, columns), or None for no bias
    nonlinearity : callable, or None for a linear layer
    flip_filters : bool
        Convolve; False does not flip the filters, which is a correlation.
    num_groups : int
        Split channels and filters into groups that do not see each other.
    convolution : callable
        Called like Theano's ``conv2d``.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document
    recognition, Proceedings of the IEEE 86 (1998).

    Examples
    --------
    >>> from layers import Conv2DLayer, InputLayer
    >>> Conv2DLayer(InputLayer((None, 1, 28, 28)), num_filters=32, filter_size=5)
    <Conv2DLayer: (None, 1, 28, 28) -> (None, 32, 24, 24), num_filters=32, filter_size=(5, 5)>
    """

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=(1, 1),
        pad=0,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        flip_filters=True,
        convolution=T.nnet.conv2d,
        **kwargs,
    ):
        super().__init__(
            incoming,
            num_filters,
            filter_size,
            stride,
            pad,
            untie_biases,
            W,
            b,
            nonlinearity,
            flip_filters,
            n=2,
            **kwargs,
        )
        self.convolution = convolution

    def convolve(self, input, **kwargs):
        # Only grouped layers pass num_groups: other convolutions than Theano's may not know it.
        groups = {"num_groups": self.num_groups} if self.num_groups > 1 else {}
        return self.convolution(
            input,
            self.W,
            self.input_shape,
            self.get_W_shape(),
            subsample=self.stride,
            border_mode="half" if self.pad == "same" else self.pad,
            filter_flip=self.flip_filters,
            **groups,
        )


class Conv3DLayer(BaseConvLayer):
    """A 3D convolution: `Conv2DLayer` with one dimension more.

    Parameters
    ----------
    incoming : Layer or tuple
        Shape (batch, channels, depth, rows, columns).
    filter_size, stride : int or three int
    pad : int, three int, "valid", "full" or "same"
    W : initializer, array, shared variable or expression,
        shape (num_filters, channels // num_groups, filter depth, filter rows, filter columns)
    convolution : callable
        Called like Theano's ``conv3d``.

    The other parameters are those of `Conv2DLayer`.

    Examples
    --------
    >>> from layers import Conv3DLayer, InputLayer
    >>> Conv3DLayer(InputLayer((None, 1, 9, 28, 28)), num_filters=4, filter_size=5).output_shape
    (None, 4, 5, 24, 24)
    """

    def __init__(
        self,
        incoming,
        num_filters,
        filter_size,
        stride=(1, 1, 1),
        pad=0,
        untie_biases=False,
        W=init.GlorotUniform(),
        b=init.Constant(0.0),
        nonlinearity=nonlinearities.rectify,
        flip_filters=True,
        convolution=T.nnet.conv3d,
        **kwargs,
    ):
        super().__init__(
            incoming,
            num_filters,
            filter_size,
            stride,
            pad,
            untie_biases,
            W,
            b,
            nonlinearity,
            flip_filters,
            n=3,
            **kwargs,
        )
        self.convolution = convolution

    convolve = Conv2DLayer.convolve
