"""The layer where data enters a network."""

from layers.base import Layer
from legacy_repro import theano
from legacy_repro.theano import tensor as T


class InputLayer(Layer):
    """The data: a symbolic variable of a given shape.

    Parameters
    ----------
    shape : tuple of int or None
        None is a size that may vary from call to call, the batch size above all.
    input_var : tensor variable, optional
        The variable that stands for the data; a new one of dtype floatX if not given.
    name : str, optional

    Raises
    ------
    ValueError
        If a size is zero or negative, or `input_var` has another number of dimensions.

    Examples
    --------
    >>> from layers import InputLayer
    >>> l_in = InputLayer((None, 1, 28, 28), name="digits")
    >>> l_in, l_in.input_var
    (<InputLayer 'digits': (None, 1, 28, 28)>, digits.input)
    """

    def __init__(self, shape, input_var=None, name=None, **kwargs):
        self.shape = tuple(shape)
        self._init_node(name)
        self._check_sizes(self.shape)
        if input_var is None:
            input_var = self._new_variable()
        if input_var.ndim != len(self.shape):
            raise ValueError(
                f"InputLayer has the shape {self.shape} of {len(self.shape)} dimensions, but "
                f"input_var {input_var} has {input_var.ndim}: use a variable of the same number."
            )
        self.input_var = input_var

    def _new_variable(self):
        kind = T.TensorType(theano.config.floatX, [size == 1 for size in self.shape])
        return kind("input" if self.name is None else f"{self.name}.input")

    @property
    def output_shape(self):
        return self.shape

    def __repr__(self):
        return f"<{self._label()}: {self.shape}>"
