"""Plain JAX: the network written in jax.numpy and jax.lax, a step jitted, its state donated."""

import functools
import itertools

import jax
import jax.numpy as jnp
from jax import lax

from benchmarks.networks import data
from benchmarks.networks.layers import Conv, Dense, MaxPool
from benchmarks.peers.jax_rules import RULES, START

LIBRARIES = ("jax", "jaxlib", "numpy")
NONLINEARITIES = {"rectify": jax.nn.relu, "tanh": jnp.tanh, "softmax": lambda x: x}  # in the loss
options = {"channels_last": False}


def activate(**given):
    options.update(given)
    return str(jax.devices()[0])


def training(network):
    params, batches = _prepare(network)
    state = [params, START[network.rule.name](params), jax.random.key(0)]
    rule = functools.partial(RULES[network.rule.name], **network.rule.arguments)

    @functools.partial(jax.jit, donate_argnums=0)
    def train(state, x, y):
        params, memory, key = state
        key, now = jax.random.split(key)
        loss, gradients = jax.value_and_grad(_loss)(params, network.layers, x, y, now)
        params, memory = rule(params, gradients, memory)
        return [params, memory, key], loss

    def step():
        nonlocal state
        state, loss = train(state, *next(batches))
        return loss

    return lambda: step


def prediction(network):
    params, batches = _prepare(network)
    predict = jax.jit(lambda params, x: jax.nn.softmax(_logits(params, network.layers, x)))
    return lambda: lambda: predict(params, next(batches)[0])


def _prepare(network):
    """Return the initial parameters and endless batches."""
    params = jax.tree.map(jnp.array, data.weights(network, **options))
    batches = jax.tree.map(jnp.array, data.batches(network, **options))
    return params, itertools.cycle(batches)


def _loss(params, layers, x, y, key):
    log_probabilities = jax.nn.log_softmax(_logits(params, layers, x, key))
    return -jnp.take_along_axis(log_probabilities, y[:, None], axis=1).mean()


def _logits(params, layers, x, key=None):
    """Return what the network makes of a batch before softmax; without a key nothing is dropped."""
    params = iter(params)
    for number, layer in enumerate(layers):
        if isinstance(layer, Conv):
            x = jax.nn.relu(_convolution(x, *next(params)))
        elif isinstance(layer, Dense):
            W, b = next(params)
            x = NONLINEARITIES[layer.nonlinearity](x.reshape(len(x), -1) @ W + b)
        elif isinstance(layer, MaxPool):
            x = _max_pool(x, layer.size)
        elif key is not None:
            kept = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - layer.rate, x.shape)
            x = jnp.where(kept, x / (1 - layer.rate), 0)
    return x


def _convolution(x, W, b):
    if options["channels_last"]:
        axes = ("NHWC", "HWIO", "NHWC")
        return lax.conv_general_dilated(x, W, (1, 1), "VALID", dimension_numbers=axes) + b
    return lax.conv_general_dilated(x, W, (1, 1), "VALID") + b[:, None, None]


def _max_pool(x, size):
    window = (1, size, size, 1) if options["channels_last"] else (1, 1, size, size)
    return lax.reduce_window(x, -jnp.inf, lax.max, window, window, "VALID")
