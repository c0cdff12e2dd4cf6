"""A multi-layer perceptron as in tutorials/theano_mlp.py: Theano alone, the data set shared."""

import itertools

import theano
import theano.tensor as T

from benchmarks.networks import data

NONLINEARITIES = {"tanh": T.tanh, "softmax": T.nnet.softmax}


def training(network):
    """Return the function that compiles the training step; it says which batch is next."""
    script = Script(network)
    cost = -T.mean(T.log(script.output)[T.arange(script.y.shape[0]), script.y])
    rate = network.rule.arguments["learning_rate"]

    def descend(param, gradient):
        return param, T.cast(param - rate * gradient, "float32")

    updates = list(map(descend, script.params, T.grad(cost, script.params)))
    return lambda: script.compile(cost, updates)


def prediction(network):
    """Return the function that compiles the prediction of the next batch."""
    script = Script(network)
    return lambda: script.compile(script.output, [])


class Script:
    """The graph of a network, and the data in shared variables."""

    def __init__(self, network):
        self.network = network
        self.all_x, self.all_y = map(theano.shared, data.draw(network))
        self.x, self.y = T.fmatrix("x"), T.ivector("y")
        self.params, self.output = [], self.x
        weights = iter(data.weights(network))
        for layer in network.layers:
            W, b = next(weights)
            W, b = theano.shared(W, "W"), theano.shared(b, "b")
            self.params += [W, b]
            self.output = NONLINEARITIES[layer.nonlinearity](T.dot(self.output, W) + b)

    def compile(self, output, updates):
        """Return a function of nothing that computes the output for the next batch."""
        index, size = T.lscalar("index"), self.network.batch_size
        batch = slice(index * size, (index + 1) * size)
        function = theano.function(
            [index],
            output,
            updates=updates,
            givens={self.x: self.all_x[batch], self.y: self.all_y[batch]},
            on_unused_input="ignore",
        )
        numbers = itertools.cycle(range(self.network.images // size))
        return lambda: function(next(numbers))
