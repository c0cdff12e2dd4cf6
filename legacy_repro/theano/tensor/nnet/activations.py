"""Activations that are no sigmoids."""

import pytensor.tensor as pt


def relu(x, alpha=0):
    """Return x where it is positive, else alpha x; the gradient at 0 is the mean of both sides.

    alpha: a number or a tensor. Formula and gradient as in Theano: (x + |x|) / 2.
    """
    if isinstance(alpha, int) and alpha == 0:
        return 0.5 * (x + abs(x))
    alpha = pt.as_tensor_variable(alpha)
    return 0.5 * (1 + alpha) * x + 0.5 * (1 - alpha) * abs(x)


def elu(x, alpha=1):
    """Return x where it is positive, else alpha (exp(x) - 1) (Clevert et al., 2015)."""
    return pt.switch(x > 0, x, alpha * pt.expm1(x))


def selu(x):
    """Return the scaled `elu` of self-normalizing networks (Klambauer et al., 2017)."""
    return 1.0507009873554804934193349852946 * elu(x, 1.6732632423543772848170429916717)


def softsign(x):
    """Return x / (1 + |x|)."""
    return x / (1.0 + abs(x))
