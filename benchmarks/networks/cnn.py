"""The Lasagne CNN, as in tutorials/lasagne_cnn.py; each step is given its batch in NumPy arrays."""

import itertools

import lasagne
import numpy as np
import theano
import theano.tensor as T
from lasagne.layers import Conv2DLayer, DenseLayer, InputLayer, MaxPool2DLayer, dropout
from lasagne.nonlinearities import rectify, softmax

from benchmarks.networks import data

BATCHES = 10


def training(batch_size):
    """Return the function that compiles the training step, which computes the accuracy, too."""
    theano.config.floatX = "float32"
    lasagne.random.set_rng(np.random.RandomState(1))
    x, y = T.tensor4("inputs"), T.ivector("targets")
    network = _network(x)
    prediction = lasagne.layers.get_output(network)
    loss = lasagne.objectives.categorical_crossentropy(prediction, y).mean()
    accuracy = T.mean(T.eq(T.argmax(prediction, axis=1), y), dtype=theano.config.floatX)
    params = lasagne.layers.get_all_params(network, trainable=True)
    updates = lasagne.updates.nesterov_momentum(loss, params, learning_rate=0.01, momentum=0.9)

    batches = itertools.cycle(_batches(batch_size))

    def compile():
        train = theano.function([x, y], [loss, accuracy], updates=updates)
        return lambda: train(*next(batches))[0]

    return compile


def _network(x):
    network = InputLayer((None, 1, 28, 28), x)
    for _ in range(2):
        network = Conv2DLayer(network, 32, (5, 5), nonlinearity=rectify)
        network = MaxPool2DLayer(network, (2, 2))
    network = DenseLayer(dropout(network, p=0.5), 256, nonlinearity=rectify)
    return DenseLayer(dropout(network, p=0.5), 10, nonlinearity=softmax)


def _batches(batch_size):
    images, labels = data.draw(BATCHES * batch_size)
    images = images.reshape(BATCHES, batch_size, 1, 28, 28)
    labels = labels.reshape(BATCHES, batch_size)
    return [(images[i], labels[i]) for i in range(BATCHES)]
