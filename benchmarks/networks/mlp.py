"""The MLP exercise, as in tutorials/theano_mlp.py: 784-50-10 units, the data set shared."""

import itertools

import numpy as np
import theano
import theano.tensor as T

from benchmarks.networks import data


def training(batch_size, images=50000):
    """Return the function that compiles the training step; it says which batch is next."""
    theano.config.floatX = "float32"
    all_x, all_y = (theano.shared(values) for values in data.draw(images))
    index, x, y = T.lscalar("index"), T.fmatrix("x"), T.ivector("y")
    params, cost = _network(x, y)
    updates = list(map(_descend, params, T.grad(cost, params)))
    batch = slice(index * batch_size, (index + 1) * batch_size)

    def compile():
        givens = {x: all_x[batch], y: all_y[batch]}
        train = theano.function([index], cost, updates=updates, givens=givens)
        batches = itertools.cycle(range(images // batch_size))
        return lambda: train(next(batches))

    return compile


def _network(x, y):
    """Return the parameters and the negative log-likelihood."""
    bound = np.sqrt(6.0 / (784 + 50))
    W1_values = np.random.RandomState(1234).uniform(-bound, bound, (784, 50)).astype("float32")
    W1, b1 = theano.shared(W1_values, "W1"), _zeros(50, name="b1")
    W2, b2 = _zeros(50, 10, name="W2"), _zeros(10, name="b2")
    hidden = T.tanh(T.dot(x, W1) + b1)
    output = T.nnet.softmax(T.dot(hidden, W2) + b2)
    return [W1, b1, W2, b2], -T.mean(T.log(output)[T.arange(y.shape[0]), y])


def _descend(param, gradient):
    return param, T.cast(param - 0.01 * gradient, "float32")


def _zeros(*shape, name):
    return theano.shared(np.zeros(shape, "float32"), name)
