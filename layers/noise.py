"""Layers that add noise while training and pass their input on unchanged when deterministic."""

from layers.base import Layer
from legacy_repro.lasagne.random import get_rng
from legacy_repro.theano import tensor as T
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams as RandomStreams


class DropoutLayer(Layer):
    """Each value set to zero with probability `p`: ``y = x / (1 - p) * mask``.

    ``get_output(network, deterministic=True)`` switches it off.

    Parameters
    ----------
    incoming : Layer or tuple
    p : float or scalar tensor
    rescale : bool
        Divide by 1 - p, so that the expected output is the input.
    shared_axes : tuple of int
        Axes along which all values share one draw.

    Notes
    -----
    The masks come from an MRG stream of the layer's own, seeded from `lasagne.random.get_rng` when
    the layer is made. As in Lasagne a shape that is fully known draws other numbers than one
    with None in it: the number of streams depends on it.

    References
    ----------
    G. Hinton et al.: Improving neural networks by preventing co-adaptation of feature detectors
    (2012), arXiv:1207.0580.
    N. Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting, Journal
    of Machine Learning Research 15 (2014).

    Examples
    --------
    >>> from layers import DropoutLayer, InputLayer, get_output
    >>> l_in = InputLayer((None, 784))
    >>> layer = DropoutLayer(l_in, p=0.2)
    >>> get_output(layer, deterministic=True) is l_in.input_var
    True
    """

    def __init__(self, incoming, p=0.5, rescale=True, shared_axes=(), **kwargs):
        super().__init__(incoming, **kwargs)
        self._srng = RandomStreams(get_rng().randint(1, 2147462579))
        self.p = p
        self.rescale = rescale
        self.shared_axes = tuple(shared_axes)

    def get_output_for(self, input, deterministic=False, **kwargs):
        if deterministic or self.p == 0:
            return input
        # With a symbolic 1 the difference is rounded in the dtype of p, as it was in Lasagne.
        retain_prob = T.constant(1) - self.p
        if self.rescale:
            input = input / retain_prob
        return input * self._mask(input, retain_prob)

    def _mask(self, input, retain_prob):
        shape = input.shape if None in self.input_shape else self.input_shape
        if not self.shared_axes:
            return self._srng.binomial(shape, p=retain_prob, dtype=input.dtype)
        shared = {axis % input.ndim for axis in self.shared_axes}
        shape = tuple(1 if axis in shared else shape[axis] for axis in range(input.ndim))
        mask = self._srng.binomial(shape, p=retain_prob, dtype=input.dtype)
        return T.patternbroadcast(mask, [axis in shared for axis in range(input.ndim)])


class GaussianNoiseLayer(Layer):
    """The input plus Gaussian noise of mean 0: ``y = x + N(0, sigma^2)``.

    Parameters
    ----------
    incoming : Layer or tuple
    sigma : float or tensor
        Standard deviation.

    References
    ----------
    C. Bishop: Training with noise is equivalent to Tikhonov regularization, Neural Computation 7
    (1995).

    Examples
    --------
    >>> from layers import GaussianNoiseLayer, InputLayer
    >>> GaussianNoiseLayer(InputLayer((None, 784)), sigma=0.3)
    <GaussianNoiseLayer: (None, 784) -> (None, 784), sigma=0.3>
    """

    def __init__(self, incoming, sigma=0.1, **kwargs):
        super().__init__(incoming, **kwargs)
        self._srng = RandomStreams(get_rng().randint(1, 2147462579))
        self.sigma = sigma

    def get_output_for(self, input, deterministic=False, **kwargs):
        if deterministic or self.sigma == 0:
            return input
        return input + self._srng.normal(input.shape, avg=0.0, std=self.sigma)


def dropout_channels(incoming, *args, **kwargs):
    """Return a `DropoutLayer` that drops whole channels (axis 1).

    References
    ----------
    J. Tompson et al.: Efficient object localization using convolutional networks (2014),
    arXiv:1411.4280.

    >>> dropout_channels((None, 3, 8, 8), p=0.1).shared_axes
    (2, 3)
    """
    ndim = len(getattr(incoming, "output_shape", incoming))
    return DropoutLayer(incoming, *args, **kwargs | {"shared_axes": range(2, ndim)})


def dropout_locations(incoming, *args, **kwargs):
    """Return a `DropoutLayer` that drops all channels of a position at once.

    >>> dropout_locations((None, 3, 8, 8), p=0.1).shared_axes
    (1,)
    """
    return DropoutLayer(incoming, *args, **kwargs | {"shared_axes": (1,)})


dropout = DropoutLayer
spatial_dropout = dropout_channels
