"""Nonlinearities: functions of the activation of a layer, one symbolic expression for another."""

from legacy_repro import names
from legacy_repro.theano import tensor as T
from legacy_repro.theano.tensor import nnet


def sigmoid(x):
    """Return 1 / (1 + exp(-x))."""
    return nnet.sigmoid(x)


def softmax(x):
    """Return exp(x) / sum(exp(x)), the sum over each row of the matrix x."""
    return nnet.softmax(x)


def tanh(x):
    """Return tanh(x)."""
    return T.tanh(x)


class ScaledTanH:
    """The nonlinearity scale_out * tanh(scale_in * x).

    LeCun et al., "Efficient backprop", 1998, suggest scale_in=2/3 and scale_out=1.7159.
    """

    def __init__(self, scale_in=1, scale_out=1):
        self.scale_in = scale_in
        self.scale_out = scale_out

    def __call__(self, x):
        return T.tanh(x * self.scale_in) * self.scale_out

    def __repr__(self):
        return f"ScaledTanH(scale_in={self.scale_in}, scale_out={self.scale_out})"


ScaledTanh = ScaledTanH


def rectify(x):
    """Return max(0, x)."""
    return nnet.relu(x)


class LeakyRectify:
    """The nonlinearity that is x where x > 0 and leakiness * x elsewhere."""

    def __init__(self, leakiness=0.01):
        self.leakiness = leakiness

    def __call__(self, x):
        return nnet.relu(x, self.leakiness)

    def __repr__(self):
        return f"LeakyRectify(leakiness={self.leakiness})"


leaky_rectify = LeakyRectify()
very_leaky_rectify = LeakyRectify(1.0 / 3)


def elu(x):
    """Return x where x > 0 and exp(x) - 1 elsewhere."""
    return T.switch(x > 0, x, T.expm1(x))


class SELU:
    """The nonlinearity scale * x where x > 0 and scale * scale_neg * (exp(x) - 1) elsewhere.

    Klambauer et al., "Self-normalizing neural networks", 2017.
    """

    def __init__(self, scale=1, scale_neg=1):
        self.scale = scale
        self.scale_neg = scale_neg

    def __call__(self, x):
        return self.scale * T.switch(x > 0, x, self.scale_neg * T.expm1(x))

    def __repr__(self):
        return f"SELU(scale={self.scale}, scale_neg={self.scale_neg})"


# These two numbers make mean 0 and variance 1 a stable fixed point of a layer.
selu = SELU(scale=1.0507009873554805, scale_neg=1.6732632423543772)


def softplus(x):
    """Return log(1 + exp(x))."""
    return nnet.softplus(x)


def linear(x):
    """Return x as it is."""
    return x


identity = linear


__getattr__ = names.absent(__name__)
