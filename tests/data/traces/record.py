"""Train one network for a few steps and save all that must repeat.

    python record.py mlp|cnn|cnn_bs500 OUT.npz DIR [STEPS]       DIR: MNIST's four files, packed or not

Only names that Theano 1.0 and Lasagne 0.2 had are used, so the same file runs on the original pair and
on what stands in for it. Saved are the loss of every step, all parameters before and after (of those
over 10,000 values a digest: sum, sum of squares, the first 64), the masks of a dropout layer in two
calls, loss and accuracy on the first 1,000 test images.
"""
from __future__ import print_function

import gzip
import os
import sys

import numpy as np
import theano
import theano.tensor as T

import lasagne
from lasagne.layers import Conv2DLayer, DenseLayer, InputLayer, MaxPool2DLayer, dropout, get_output
from lasagne.nonlinearities import rectify, softmax
from lasagne.objectives import categorical_crossentropy


def build_cnn(x):
    network = InputLayer((None, 1, 28, 28), x)
    for _ in range(2):
        network = Conv2DLayer(network, 32, (5, 5), nonlinearity=rectify)
        network = MaxPool2DLayer(network, (2, 2))
    network = DenseLayer(dropout(network, p=0.5), 256, nonlinearity=rectify)
    return DenseLayer(dropout(network, p=0.5), 10, nonlinearity=softmax)


def build_mlp(x):
    network = dropout(InputLayer((None, 1, 28, 28), x), p=0.2)
    for _ in range(2):
        network = dropout(DenseLayer(network, 200, nonlinearity=rectify), p=0.5)
    return DenseLayer(network, 10, nonlinearity=softmax)


def read(folder, name, offset):
    path = os.path.join(folder, name + "-ubyte")
    with open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz", "rb") as f:
        return np.frombuffer(f.read(), np.uint8, offset=offset)


def read_images(folder, part):
    pixels = read(folder, part + "-images-idx3", 16).reshape(-1, 1, 28, 28)
    return (pixels / np.float32(256)).astype(theano.config.floatX)


def read_labels(folder, part):
    return read(folder, part + "-labels-idx1", 8).astype("int32")


def digest(values):
    values = np.asarray(values)
    if values.size <= 10000:
        return values
    sums = [values.sum(dtype="float64"), np.square(values, dtype="float64").sum()]
    return np.concatenate([sums, values.ravel()[:64]])


def parameters(network, name):
    values = lasagne.layers.get_all_param_values(network)
    return {"%s_%d" % (name, i): digest(value) for i, value in enumerate(values)}


def dropout_masks():
    lasagne.random.set_rng(np.random.RandomState(99))
    ones = InputLayer((64, 100), T.ones((64, 100), dtype=theano.config.floatX))
    draw = theano.function([], get_output(dropout(ones, p=0.5)))
    return {key: np.packbits(np.asarray(draw()) > 0) for key in ("mask", "mask_second_call")}


def compile_functions(network, x, y):
    loss = categorical_crossentropy(get_output(network), y).mean()
    params = lasagne.layers.get_all_params(network, trainable=True)
    updates = lasagne.updates.nesterov_momentum(loss, params, learning_rate=0.01, momentum=0.9)
    clean = get_output(network, deterministic=True)
    accuracy = T.mean(T.eq(T.argmax(clean, axis=1), y), dtype=theano.config.floatX)
    check = [categorical_crossentropy(clean, y).mean(), accuracy]
    return theano.function([x, y], loss, updates=updates), theano.function([x, y], check)


def main(name, out, folder, steps=100):
    batch = 500 if name == "cnn_bs500" else 50
    x, y = T.tensor4("x"), T.ivector("y")
    lasagne.random.set_rng(np.random.RandomState(1234))
    network = build_mlp(x) if name == "mlp" else build_cnn(x)
    saved = parameters(network, "init")
    saved.update(dropout_masks())

    train, check = compile_functions(network, x, y)
    images, labels = read_images(folder, "train"), read_labels(folder, "train")
    order = np.random.RandomState(7).permutation(50000)
    rows = [order[(step * batch) % 50000 :][:batch] for step in range(steps)]
    saved["loss"] = np.array([float(train(images[r], labels[r])) for r in rows])
    test = read_images(folder, "t10k")[:1000], read_labels(folder, "t10k")[:1000]
    saved["test_loss"], saved["test_acc"] = map(float, check(*test))
    saved.update(parameters(network, "final"))
    np.savez_compressed(out, **saved)


if __name__ == "__main__":
    main(*sys.argv[1:4], steps=int(sys.argv[4]) if len(sys.argv) > 4 else 100)
