"""NumPy by hand: the training step of a multi-layer perceptron with tanh, without dropout."""

import itertools

import numpy as np

from benchmarks.networks import data

LIBRARIES = ("numpy",)


def activate():
    return "CPU only"


def training(network):
    weights = data.weights(network)
    batches = itertools.cycle(data.batches(network))
    rate = network.rule.arguments["learning_rate"]

    def step():
        x, y = next(batches)
        values = _outputs(weights, x)
        log_probabilities = np.log(values[-1])[np.arange(len(y)), y]
        delta = values[-1]
        delta[np.arange(len(y)), y] -= 1
        delta /= len(y)
        for (W, b), value in zip(weights[::-1], values[-2::-1], strict=True):
            gradient_W, gradient_b = value.T @ delta, delta.sum(0)
            if value is not x:
                delta = (delta @ W.T) * (1 - value**2)
            W -= rate * gradient_W
            b -= rate * gradient_b
        return -log_probabilities.mean()

    return lambda: step


def prediction(network):
    weights = data.weights(network)
    batches = itertools.cycle(data.batches(network))
    return lambda: lambda: _outputs(weights, next(batches)[0])[-1]


def _outputs(weights, x):
    """Return the input, and the output of each layer: tanh, and softmax at the end."""
    values = [x]
    for W, b in weights[:-1]:
        values.append(np.tanh(values[-1] @ W + b))
    W, b = weights[-1]
    scores = values[-1] @ W + b
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return [*values, powers / powers.sum(1, keepdims=True)]
