"""The update rules in plain JAX.

Each is a function (params, gradients, memory, **arguments) -> params, memory; `START` makes of the
parameters what it remembers at first.
"""

import jax
import jax.numpy as jnp


def sgd(params, gradients, memory, learning_rate):
    return jax.tree.map(lambda p, g: p - learning_rate * g, params, gradients), memory


def nesterov_momentum(params, gradients, memory, learning_rate, momentum):
    memory = jax.tree.map(lambda v, g: momentum * v - learning_rate * g, memory, gradients)

    def descend(p, v, g):
        return p + momentum * v - learning_rate * g

    return jax.tree.map(descend, params, memory, gradients), memory


def rmsprop(params, gradients, memory, learning_rate, rho, epsilon):
    memory = jax.tree.map(lambda a, g: rho * a + (1 - rho) * g**2, memory, gradients)

    def descend(p, a, g):
        return p - learning_rate * g / jnp.sqrt(a + epsilon)

    return jax.tree.map(descend, params, memory, gradients), memory


def adam(params, gradients, memory, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t, means, squares = memory
    t = t + 1
    means = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, means, gradients)
    squares = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g**2, squares, gradients)
    rate = learning_rate * jnp.sqrt(1 - beta2**t) / (1 - beta1**t)

    def descend(p, m, v):
        return p - rate * m / (jnp.sqrt(v) + epsilon)

    return jax.tree.map(descend, params, means, squares), (t, means, squares)


def _zeros(params):
    return jax.tree.map(jnp.zeros_like, params)


RULES = {"sgd": sgd, "nesterov_momentum": nesterov_momentum, "rmsprop": rmsprop, "adam": adam}
START = {
    "sgd": lambda params: (),
    "nesterov_momentum": _zeros,
    "rmsprop": _zeros,
    "adam": lambda params: (jnp.zeros(()), _zeros(params), _zeros(params)),
}
