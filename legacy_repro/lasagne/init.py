"""Initializers: callables that return a floatX array of a given shape to start a parameter from."""

import numpy as np

from legacy_repro import names
from legacy_repro.lasagne.random import get_rng
from legacy_repro.lasagne.utils import floatX


class Initializer:
    """The base of all initializers: a subclass draws the array in `sample`."""

    def __call__(self, shape):
        return self.sample(shape)

    def sample(self, shape):
        """Return an array of the given shape and dtype floatX."""
        raise NotImplementedError(f"{type(self).__name__} does not define sample(shape)")


class Normal(Initializer):
    """Draw from the normal distribution N(mean, std**2)."""

    def __init__(self, std=0.01, mean=0.0):
        self.std = std
        self.mean = mean

    def sample(self, shape):
        return floatX(get_rng().normal(self.mean, self.std, size=shape))


class Uniform(Initializer):
    """Draw from the uniform distribution over an interval.

    range: the interval (low, high), or a number r for (-r, r).
    std, mean: where std is given, the interval that has this standard deviation and mean is taken,
    mean - sqrt(3) std to mean + sqrt(3) std, and range is not looked at.
    """

    def __init__(self, range=0.01, std=None, mean=0.0):
        if std is not None:
            half = np.sqrt(3) * std
            self.range = (mean - half, mean + half)
        elif np.ndim(range) == 0:
            self.range = (-range, range)
        else:
            low, high = range
            self.range = (low, high)

    def sample(self, shape):
        low, high = self.range
        return floatX(get_rng().uniform(low=low, high=high, size=shape))


class _ForWeights(Initializer):
    """Draw with a standard deviation that depends on the shape of the weights."""

    def __init__(self, initializer, gain=1.0, c01b=False):
        self.initializer = initializer
        self.gain = _number(gain)
        self.c01b = c01b

    def sample(self, shape):
        name = type(self).__name__
        if self.c01b and len(shape) != 4:
            raise RuntimeError(f"{name} with c01b=True needs a shape of 4 dimensions, got {shape}")
        if len(shape) < 2:
            raise RuntimeError(f"{name} needs a shape of 2 or more dimensions, got {shape}")
        return self.initializer(std=self.gain * self.scale(shape)).sample(shape)

    def scale(self, shape):
        """Return the standard deviation for gain 1."""
        raise NotImplementedError(f"{type(self).__name__} does not define scale(shape)")


class Glorot(_ForWeights):
    """Draw with standard deviation gain * sqrt(2 / ((n1 + n2) * receptive field)) and mean 0.

    n1, n2 = shape[:2]; the receptive field is the product of the rest of the shape.
    initializer: a class that takes ``std``, `Normal` or `Uniform`.
    gain: a number, or "relu" for sqrt(2).
    c01b: the shape is (input channels, rows, columns, output channels), as in cuda-convnet.
    Raises RuntimeError for a shape of fewer than 2 dimensions, with c01b for any but 4.

    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    2010.
    """

    def scale(self, shape):
        if self.c01b:
            n1, n2, field = shape[0], shape[3], shape[1] * shape[2]
        else:
            n1, n2, field = shape[0], shape[1], np.prod(shape[2:])
        return np.sqrt(2.0 / ((n1 + n2) * field))


class GlorotNormal(Glorot):
    """`Glorot` from the normal distribution."""

    def __init__(self, gain=1.0, c01b=False):
        super().__init__(Normal, gain, c01b)


class GlorotUniform(Glorot):
    """`Glorot` from the uniform distribution."""

    def __init__(self, gain=1.0, c01b=False):
        super().__init__(Uniform, gain, c01b)


class He(_ForWeights):
    """Draw with standard deviation gain * sqrt(1 / fan-in) and mean 0.

    The fan-in is shape[0] of a matrix (inputs, units), and the product of shape[1:] of filters
    (filters, channels, ...). Arguments and errors as in `Glorot`.

    He et al., "Delving deep into rectifiers", 2015.
    """

    def scale(self, shape):
        if self.c01b:
            fan_in = np.prod(shape[:3])
        elif len(shape) == 2:
            fan_in = shape[0]
        else:
            fan_in = np.prod(shape[1:])
        return np.sqrt(1.0 / fan_in)


class HeNormal(He):
    """`He` from the normal distribution."""

    def __init__(self, gain=1.0, c01b=False):
        super().__init__(Normal, gain, c01b)


class HeUniform(He):
    """`He` from the uniform distribution."""

    def __init__(self, gain=1.0, c01b=False):
        super().__init__(Uniform, gain, c01b)


class Constant(Initializer):
    """Fill with one value."""

    def __init__(self, val=0.0):
        self.val = val

    def sample(self, shape):
        return floatX(np.ones(shape) * self.val)


class Sparse(Initializer):
    """Draw a part of each column of a matrix from N(0, std**2), and leave the rest 0.

    sparsity: the part of each column that is drawn, from 0 to 1.
    Raises RuntimeError for a shape that is not a matrix's.
    """

    def __init__(self, sparsity=0.1, std=0.01):
        self.sparsity = sparsity
        self.std = std

    def sample(self, shape):
        if len(shape) != 2:
            raise RuntimeError(f"Sparse needs a shape of 2 dimensions, got {shape}")
        rng = get_rng()
        rows, columns = shape
        count = int(self.sparsity * rows)
        weights = floatX(np.zeros(shape))
        for column in range(columns):
            order = np.arange(rows)
            rng.shuffle(order)
            weights[order[:count], column] = floatX(rng.normal(0.0, self.std, size=count))
        return weights


class Orthogonal(Initializer):
    """Draw a matrix with orthonormal rows or columns, times gain.

    More than 2 dimensions are taken as the matrix (shape[0], product of the rest).
    gain: a number, or "relu" for sqrt(2).
    Raises RuntimeError for a shape of fewer than 2 dimensions.

    Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural
    networks", 2013.
    """

    def __init__(self, gain=1.0):
        self.gain = _number(gain)

    def sample(self, shape):
        if len(shape) < 2:
            raise RuntimeError(f"Orthogonal needs a shape of 2 or more dimensions, got {shape}")
        flat = (shape[0], np.prod(shape[1:]))
        u, _, v = np.linalg.svd(get_rng().normal(0.0, 1.0, flat), full_matrices=False)
        q = u if u.shape == flat else v
        return floatX(self.gain * q.reshape(shape))


def _number(gain):
    return np.sqrt(2) if isinstance(gain, str) and gain == "relu" else gain


__getattr__ = names.absent(__name__)
