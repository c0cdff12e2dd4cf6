"""Batch normalization."""

from warnings import catch_warnings, simplefilter

from layers.base import Layer
from layers.special import NonlinearityLayer, as_axes, shape_without, spread
from legacy_repro.lasagne import init, nonlinearities
from legacy_repro.theano import tensor as T


class BatchNormLayer(Layer):
    """The input normalized over a batch: ``y = gamma (x - mean) / sqrt(var + epsilon) + beta``.

    In training mean and variance are those of the batch, and running averages of the mean and of
    ``inv_std = 1 / sqrt(var + epsilon)`` are kept; ``deterministic=True`` uses these averages. Two
    more keyword arguments of `get_output` choose for themselves: ``batch_norm_use_averages``
    (default: `deterministic`) and ``batch_norm_update_averages`` (default: not `deterministic`).

    Parameters
    ----------
    incoming : Layer or tuple
    axes : "auto", int or tuple of int
        Axes to normalize over; "auto" is all but the channels (axis 1).
    epsilon : float
        Added to the variance.
    alpha : float
        Weight of the new batch in the running averages, from 0 to 1.
    beta, gamma : initializer, array, shared variable or expression, or None to leave it out
        Shift and scale, with the shape of the input without `axes`.
    mean, inv_std : initializer, array or shared variable
        The running averages, of the same shape; not trainable.

    References
    ----------
    S. Ioffe, C. Szegedy: Batch normalization: accelerating deep network training by reducing
    internal covariate shift (2015), arXiv:1502.03167.

    Examples
    --------
    >>> from layers import BatchNormLayer, InputLayer
    >>> BatchNormLayer(InputLayer((None, 32, 24, 24))).get_params(trainable=True)
    [beta, gamma]
    """

    def __init__(
        self,
        incoming,
        axes="auto",
        epsilon=1e-4,
        alpha=0.1,
        beta=init.Constant(0),
        gamma=init.Constant(1),
        mean=init.Constant(0),
        inv_std=init.Constant(1),
        **kwargs,
    ):
        super().__init__(incoming, **kwargs)
        self.axes = as_axes(axes, len(self.input_shape))
        self.epsilon = epsilon
        self.alpha = alpha
        shape = shape_without(self.axes, self)
        self.beta = self.gamma = None
        if beta is not None:
            self.beta = self.add_param(beta, shape, "beta", regularizable=False)
        if gamma is not None:
            self.gamma = self.add_param(gamma, shape, "gamma")
        averages = {"trainable": False, "regularizable": False, "batch_norm_stat": True}
        self.mean = self.add_param(mean, shape, "mean", **averages)
        self.inv_std = self.add_param(inv_std, shape, "inv_std", **averages)

    def get_output_for(
        self,
        input,
        deterministic=False,
        batch_norm_use_averages=None,
        batch_norm_update_averages=None,
        **kwargs,
    ):
        if batch_norm_use_averages is None:
            batch_norm_use_averages = deterministic
        if batch_norm_update_averages is None:
            batch_norm_update_averages = not deterministic
        batch = input.mean(self.axes), T.inv(T.sqrt(input.var(self.axes) + self.epsilon))
        mean, inv_std = (self.mean, self.inv_std) if batch_norm_use_averages else batch
        if batch_norm_update_averages:
            mean = self._with_update(mean, self.mean, batch[0])
            inv_std = self._with_update(inv_std, self.inv_std, batch[1])
        return self._normalize(input, mean, inv_std)

    def _with_update(self, used, average, batch):
        """Return `used`; a function compiled with it moves `average` towards `batch`."""
        # The update hangs on a copy of the shared variable that has the same storage, so that
        # other functions that read the average do not update it. The copy's type has the shape in
        # it: PyTensor refuses an update whose shape is known better than the variable's. And only
        # its type enters the graph: its value may be overwritten while `average` is still read.
        kind = average.type.clone(shape=average.get_value(borrow=True).shape)
        updated = type(average)(
            kind, None, strict=None, container=average.container, name=average.name
        )
        with catch_warnings():
            # PyTensor wants updates handed to function(), which get_output has no hand in.
            simplefilter("ignore", DeprecationWarning)
            updated.default_update = (1 - self.alpha) * average + self.alpha * batch
        return used + T.zeros_like(updated)

    def _normalize(self, input, mean, inv_std):
        mean, inv_std, gamma, beta = (
            param if param is None else spread(param, self.axes, input.ndim)
            for param in (mean, inv_std, self.gamma, self.beta)
        )
        factor = inv_std if gamma is None else gamma * inv_std
        normalized = (input - mean) * factor
        return normalized if beta is None else normalized + beta


def batch_norm(layer, **kwargs):
    """Return `layer` with batch normalization between its linear part and its nonlinearity.

    The layer loses its bias, which `beta` replaces, and its nonlinearity, which becomes a layer of
    its own behind the new `BatchNormLayer`. The keyword arguments are those of `BatchNormLayer`.

    >>> from layers import DenseLayer, InputLayer
    >>> batch_norm(DenseLayer(InputLayer((None, 784)), 50, name="hidden"))
    <NonlinearityLayer 'hidden_bn_nonlin': (None, 50) -> (None, 50)>
    """
    nonlinearity = getattr(layer, "nonlinearity", None)
    if nonlinearity is not None:
        layer.nonlinearity = nonlinearities.identity
    if getattr(layer, "b", None) is not None:
        del layer.params[layer.b]
        layer.b = None
    name = kwargs.pop("name", None) or (layer.name and f"{layer.name}_bn")
    layer = BatchNormLayer(layer, name=name, **kwargs)
    if nonlinearity is None:
        return layer
    return NonlinearityLayer(layer, nonlinearity, name=name and f"{name}_nonlin")
