"""A network of Lasagne's layers, as in tutorials/lasagne_cnn.py; batches come in NumPy arrays."""

import itertools

import lasagne
import theano
import theano.tensor as T
from lasagne.layers import Conv2DLayer, DenseLayer, DropoutLayer, InputLayer, MaxPool2DLayer

from benchmarks.networks import data
from benchmarks.networks.layers import Conv, Dense, MaxPool


def training(network):
    """Return the function that compiles the training step."""
    x, y = images(network), T.ivector("y")
    layers = build(network, x)
    output = lasagne.layers.get_output(layers)
    loss = lasagne.objectives.categorical_crossentropy(output, y).mean()
    params = lasagne.layers.get_all_params(layers, trainable=True)
    rule = getattr(lasagne.updates, network.rule.name)
    updates = rule(loss, params, **network.rule.arguments)
    batches = itertools.cycle(data.batches(network))

    def compile():
        train = theano.function([x, y], loss, updates=updates)
        return lambda: train(*next(batches))

    return compile


def prediction(network):
    """Return the function that compiles the prediction of the next batch."""
    x = images(network)
    output = lasagne.layers.get_output(build(network, x), deterministic=True)
    batches = itertools.cycle(data.batches(network))

    def compile():
        predict = theano.function([x], output)
        return lambda: predict(next(batches)[0])

    return compile


def images(network):
    return T.ftensor4("x") if len(network.shape) == 3 else T.fmatrix("x")


def build(network, x):
    """Return the last layer."""
    incoming = InputLayer((None, *network.shape), x)
    weights = iter(data.weights(network))
    for layer in network.layers:
        if isinstance(layer, MaxPool):
            incoming = MaxPool2DLayer(incoming, layer.size)
        elif isinstance(layer, Conv):
            W, b = next(weights)
            W = W[:, :, ::-1, ::-1]  # Lasagne flips
            incoming = Conv2DLayer(incoming, layer.filters, layer.size, W=W, b=b)
        elif isinstance(layer, Dense):
            W, b = next(weights)
            nonlinearity = getattr(lasagne.nonlinearities, layer.nonlinearity)
            incoming = DenseLayer(incoming, layer.units, nonlinearity=nonlinearity, W=W, b=b)
        else:
            incoming = DropoutLayer(incoming, layer.rate)
    return incoming
