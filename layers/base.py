"""The base classes: a layer with one input, and a layer that merges several."""

from collections import OrderedDict

from layers.description import arguments_of, attempt, brief
from legacy_repro.lasagne.utils import collect_shared_vars, create_param
from legacy_repro.theano import Variable


class Layer:
    """A node of a network: an expression of its input, with the parameters it needs.

    A layer of one's own calls this constructor, creates its parameters with `add_param`, and
    overrides `get_output_for`, and `get_output_shape_for` where the shape changes.

    Parameters
    ----------
    incoming : Layer, or tuple of int or None
        The layer that feeds this one, or the shape of the input; None is a size not known yet.
    name : str, optional
        Put before the names of the layer's parameters: ``"hidden"`` gives ``hidden.W``.

    Raises
    ------
    ValueError
        If a size of the input is zero or negative.

    Examples
    --------
    >>> from layers import InputLayer, Layer
    >>> class Doubled(Layer):
    ...     def get_output_for(self, input, **kwargs):
    ...         return 2 * input
    >>> Doubled(InputLayer((None, 3)), name="twice")
    <Doubled 'twice': (None, 3) -> (None, 3)>
    """

    def __init__(self, incoming, name=None):
        self.input_layer, self.input_shape = _layer_and_shape(incoming)
        self._init_node(name)
        self._check_sizes(self.input_shape)

    def _init_node(self, name):
        self.name = name
        self.params = OrderedDict()
        self.get_output_kwargs = []

    def _check_sizes(self, shape):
        if any(size is not None and size <= 0 for size in shape):
            raise ValueError(
                f"{self._label()} gets an input of shape {shape}: every size has to be positive, "
                "or None if unknown. Is the input too small for the layers before?"
            )

    @property
    def output_shape(self):
        """The shape of the output, a tuple of int and None."""
        shape = self.get_output_shape_for(self._input_shapes())
        if any(isinstance(size, Variable) for size in shape):
            raise ValueError(
                f"{type(self).__name__} has a symbolic size in its output shape {shape}: "
                "get_output_shape_for has to give an int, or None for an unknown size."
            )
        return shape

    def get_output_shape_for(self, input_shape):
        """Return the output's shape for an input of this shape (here: the same)."""
        return input_shape

    def get_output_for(self, input, **kwargs):
        """Return the expression of the output for the expression `input`.

        The keyword arguments are those given to `get_output`; it passes them to every layer.
        """
        raise NotImplementedError(f"{type(self).__name__} has to define get_output_for.")

    def add_param(self, spec, shape, name=None, **tags):
        """Create a parameter, or take one that exists, and register it with its tags.

        Parameters
        ----------
        spec : initializer, callable, array, number, shared variable or expression
            What the parameter is, or how to make it (`lasagne.utils.create_param`).
        shape : tuple of int
        name : str, optional
        **tags
            ``trainable`` and ``regularizable`` are True unless given as False.

        Returns
        -------
        shared variable or expression
        """
        if name is not None and self.name is not None:
            name = f"{self.name}.{name}"
        param = create_param(spec, shape, name)
        tags = {"trainable": True, "regularizable": True} | tags
        self.params[param] = {tag for tag, value in tags.items() if value}
        return param

    def get_params(self, unwrap_shared=True, **tags):
        """Return the layer's parameters that have the tags given as True, and none given as False.

        A parameter that is an expression is replaced by the shared variables in it, unless
        `unwrap_shared` is False.
        """
        wanted = {tag for tag, value in tags.items() if value}
        unwanted = set(tags) - wanted
        params = [p for p, has in self.params.items() if wanted <= has and not unwanted & has]
        return collect_shared_vars(params) if unwrap_shared else params

    def __repr__(self):
        before = attempt(lambda: brief(self._input_shapes()), "?")
        after = attempt(lambda: brief(self.output_shape), "?")
        shapes = f"{self._label()}: {before} -> {after}"
        return f"<{', '.join([shapes, *attempt(lambda: arguments_of(self), [])])}>"

    def _label(self):
        kind, name = type(self).__name__, getattr(self, "name", None)
        return kind if name is None else f"{kind} {name!r}"

    def _input_shapes(self):
        return self.input_shape


class MergeLayer(Layer):
    """A layer with several inputs: its methods get lists of expressions and of shapes.

    Parameters
    ----------
    incomings : list of Layer or tuple
        The layers that feed this one, or the shapes of the inputs.
    name : str, optional

    Examples
    --------
    >>> from layers import InputLayer, MergeLayer
    >>> class Product(MergeLayer):
    ...     def get_output_shape_for(self, input_shapes):
    ...         return input_shapes[0]
    ...     def get_output_for(self, inputs, **kwargs):
    ...         return inputs[0] * inputs[1]
    >>> Product([InputLayer((None, 3)), InputLayer((None, 3))])
    <Product: [(None, 3), (None, 3)] -> (None, 3)>
    """

    def __init__(self, incomings, name=None):
        pairs = [_layer_and_shape(incoming) for incoming in incomings]
        self.input_layers = [layer for layer, _ in pairs]
        self.input_shapes = [shape for _, shape in pairs]
        self._init_node(name)
        for shape in self.input_shapes:
            self._check_sizes(shape)

    def get_output_shape_for(self, input_shapes):
        """Return the output's shape for inputs of these shapes."""
        raise NotImplementedError(f"{type(self).__name__} has to define get_output_shape_for.")

    def get_output_for(self, inputs, **kwargs):
        """Return the expression of the output for the list of expressions `inputs`."""
        raise NotImplementedError(f"{type(self).__name__} has to define get_output_for.")

    def _input_shapes(self):
        return self.input_shapes


def _layer_and_shape(incoming):
    if isinstance(incoming, tuple):
        return None, incoming
    return incoming, incoming.output_shape
