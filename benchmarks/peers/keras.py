"""Keras on TensorFlow, channels last: train_on_batch, or a tf.function of one step."""

import itertools
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # errors alone

import keras
import tensorflow as tf
from keras import layers

from benchmarks.networks import data
from benchmarks.networks.layers import Conv, Dense, MaxPool

LIBRARIES = ("keras", "tensorflow", "numpy")
NONLINEARITIES = {"rectify": "relu", "tanh": "tanh", "softmax": None}  # the loss contains softmax
options = {"on_batch": True, "xla": False}


def activate(**given):
    options.update(given)
    threads = int(os.environ["OMP_NUM_THREADS"])
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    tf.config.set_visible_devices([], "GPU")
    return "CPU only"


def training(network):
    model, batches = _prepare(network)
    optimizer = _optimizer(network.rule)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def on_batch():
        model.compile(optimizer, cross_entropy, jit_compile=options["xla"])
        return lambda: model.train_on_batch(*next(batches))

    def in_function():
        @tf.function(jit_compile=options["xla"])
        def train(x, y):
            with tf.GradientTape() as tape:
                loss = cross_entropy(y, model(x, training=True))
            variables = model.trainable_variables
            gradients = tape.gradient(loss, variables)
            optimizer.apply_gradients(zip(gradients, variables, strict=True))
            return loss

        optimizer.build(model.trainable_variables)
        return lambda: train(*next(batches))

    return on_batch if options["on_batch"] else in_function


def prediction(network):
    model, batches = _prepare(network)

    def on_batch():
        model.compile(jit_compile=options["xla"])
        return lambda: tf.nn.softmax(model.predict_on_batch(next(batches)[0]))

    def in_function():
        @tf.function(jit_compile=options["xla"])
        def predict(x):
            return tf.nn.softmax(model(x, training=False))

        return lambda: predict(next(batches)[0])

    return on_batch if options["on_batch"] else in_function


def _prepare(network):
    """Return the model, without the softmax, and endless batches."""
    arrays = data.batches(network, channels_last=True)
    batches = [(tf.constant(x), tf.constant(y)) for x, y in arrays]
    return _model(network), itertools.cycle(batches)


def _model(network):
    model = keras.Sequential([keras.Input((*network.shape[1:], network.shape[0]))])
    for layer in network.layers:
        if isinstance(layer, Conv):
            model.add(layers.Conv2D(layer.filters, layer.size, activation="relu"))
        elif isinstance(layer, Dense):
            model.add(layers.Flatten())
            model.add(layers.Dense(layer.units, NONLINEARITIES[layer.nonlinearity]))
        elif isinstance(layer, MaxPool):
            model.add(layers.MaxPooling2D(layer.size))
        else:
            model.add(layers.Dropout(layer.rate))
    weights = data.weights(network, channels_last=True)
    model.set_weights([array for pair in weights for array in pair])
    return model


def _optimizer(rule):
    rate = rule.arguments["learning_rate"]
    if rule.name == "adam":
        return keras.optimizers.Adam(rate, epsilon=1e-8)
    if rule.name == "rmsprop":
        rho, epsilon = rule.arguments["rho"], rule.arguments["epsilon"]
        return keras.optimizers.RMSprop(rate, rho, epsilon=epsilon)
    momentum = rule.arguments.get("momentum", 0.0)
    return keras.optimizers.SGD(rate, momentum, nesterov=momentum > 0)
