"""Handwritten digit recognition with a CNN using Lasagne: train it, and see what it has learned.

    legacy-repro run tutorials/lasagne_cnn.py [--epochs N] [--save FILE.npz] [--help]

Two convolutions with 5x5 kernels, max-pooling after each, 256 hidden units and dropout, trained
with Nesterov momentum. After 5 epochs with batches of 50 it knows about 98.9 % of the test digits.
"""

import lasagne
import matplotlib.pyplot as plt
import numpy as np
import theano
import theano.tensor as T

from legacy_repro import datasets, figures, options
from legacy_repro.training import Training

# 32-bit floats, as on the GPUs of the time; THEANO_FLAGS=floatX=float64 asks for more.
if not options.user_chose("floatX"):
    theano.config.floatX = "float32"


def load_dataset():
    """Return X_train, y_train, X_val, y_val, X_test, y_test.

    Images have the shape (examples, channels, rows, columns) and values in [0, 255/256], as in the
    mnist.pkl.gz of the time. The last 10,000 training examples of MNIST are for validation.
    """
    data = datasets.load()
    arrays = []
    for images, labels in (data.train, data.validation, data.test):
        arrays += [images.reshape(-1, 1, 28, 28) / np.float32(256), labels]
    return arrays


def build_cnn(input_var=None):
    l_in = lasagne.layers.InputLayer(shape=(None, 1, 28, 28), input_var=input_var)

    # Convolution with 32 kernels of 5x5 and rectified output, then max-pooling over 2x2.
    l_c1 = lasagne.layers.Conv2DLayer(
        l_in,
        num_filters=32,
        filter_size=(5, 5),
        nonlinearity=lasagne.nonlinearities.rectify,
        W=lasagne.init.GlorotUniform(),
    )
    l_p1 = lasagne.layers.MaxPool2DLayer(l_c1, pool_size=(2, 2))

    # Another pair of them.
    l_c2 = lasagne.layers.Conv2DLayer(
        l_p1,
        num_filters=32,
        filter_size=(5, 5),
        nonlinearity=lasagne.nonlinearities.rectify,
    )
    l_p2 = lasagne.layers.MaxPool2DLayer(l_c2, pool_size=(2, 2))

    # 256 units that see all of that; half of it is dropped at random while training.
    l_fc = lasagne.layers.DenseLayer(
        lasagne.layers.dropout(l_p2, p=0.5),
        num_units=256,
        nonlinearity=lasagne.nonlinearities.rectify,
    )

    # One unit a digit, again with half of what it sees dropped.
    return lasagne.layers.DenseLayer(
        lasagne.layers.dropout(l_fc, p=0.5),
        num_units=10,
        nonlinearity=lasagne.nonlinearities.softmax,
    )


def iterate_minibatches(inputs, targets, batchsize, shuffle=False):
    """Yield batches of one size, in the order of the data or shuffled; the rest is left out."""
    assert len(inputs) == len(targets)
    order = np.random.permutation(len(inputs)) if shuffle else np.arange(len(inputs))
    for start in range(0, len(inputs) - batchsize + 1, batchsize):
        excerpt = order[start : start + batchsize]
        yield inputs[excerpt], targets[excerpt]


def compile_functions(network, input_var, target_var):
    """Return train_fn and val_fn: both take (inputs, targets) and return [loss, accuracy]."""
    prediction = lasagne.layers.get_output(network)
    loss = lasagne.objectives.categorical_crossentropy(prediction, target_var).mean()
    train_acc = T.mean(T.eq(T.argmax(prediction, axis=1), target_var), dtype=theano.config.floatX)
    params = lasagne.layers.get_all_params(network, trainable=True)
    updates = lasagne.updates.nesterov_momentum(loss, params, learning_rate=0.01, momentum=0.9)

    # For validation a deterministic pass through the network: dropout is disabled.
    test_prediction = lasagne.layers.get_output(network, deterministic=True)
    test_loss = lasagne.objectives.categorical_crossentropy(test_prediction, target_var).mean()
    test_acc = T.mean(
        T.eq(T.argmax(test_prediction, axis=1), target_var), dtype=theano.config.floatX
    )

    train_fn = theano.function([input_var, target_var], [loss, train_acc], updates=updates)
    val_fn = theano.function([input_var, target_var], [test_loss, test_acc])
    return train_fn, val_fn


def main(dataset, network, input_var, training, batch_size=50, num_epochs=5):
    """Train the network, and print its results; return the learned parameter values."""
    X_train, y_train, X_val, y_val, X_test, y_test = dataset
    target_var = T.ivector("targets")
    train_fn, val_fn = compile_functions(network, input_var, target_var)

    print("Starting training...")
    for epoch in range(num_epochs):
        name = f"epoch {epoch + 1} of {num_epochs}"
        start_time = training.seconds()
        train_err, train_acc = training.steps(
            train_fn,
            iterate_minibatches(X_train, y_train, batch_size, shuffle=True),
            len(X_train) // batch_size,
            name,
        ).mean(axis=0)
        val_err, val_acc = training.measure(
            val_fn,
            iterate_minibatches(X_val, y_val, batch_size),
            len(X_val) // batch_size,
            f"the validation of {name}",
        ).mean(axis=0)
        print(f"Epoch {epoch + 1} of {num_epochs} took {training.seconds() - start_time:.3f}s")
        print(f"  training loss:\t\t{train_err:.6f}")
        print(f"  training accuracy:\t\t{train_acc * 100:.2f} %")
        print(f"  validation loss:\t\t{val_err:.6f}")
        print(f"  validation accuracy:\t\t{val_acc * 100:.2f} %")

    test_err, test_acc = training.measure(
        val_fn,
        iterate_minibatches(X_test, y_test, batch_size),
        len(X_test) // batch_size,
        "the test",
    ).mean(axis=0)
    print("Final results:")
    print(f"  test loss:\t\t\t{test_err:.6f}")
    print(f"  test accuracy:\t\t{test_acc * 100:.2f} %")
    return lasagne.layers.get_all_param_values(network)


def draw_digit(image, label, folder):
    fig, ax = plt.subplots(figsize=(4, 4.3), layout="constrained")
    ax.imshow(image, cmap="gray")
    ax.set(title=f"A training image, labelled {label}", xlabel="column", ylabel="row")
    figures.save(fig, folder, "digit.png")


def draw_maps(maps, title, unit, folder, name):
    """Draw 2-D arrays side by side, all on one scale of grey."""
    columns = 8
    rows = -(-len(maps) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(columns, rows + 0.5), layout="constrained")
    fig.suptitle(title)
    for number, ax in enumerate(axes.flat):
        ax.set_axis_off()
        if number < len(maps):
            ax.set_title(str(number + 1), fontsize=7, pad=2)
            image = ax.imshow(maps[number], cmap="gray", vmin=maps.min(), vmax=maps.max())
    fig.colorbar(image, ax=axes, shrink=0.6, label=unit)
    figures.save(fig, folder, name)


def draw_what_is_learned(weights, digit, folder):
    """Draw the kernels of the first convolution, and what each makes of one digit."""
    c1_kernels = weights[0]
    draw_maps(c1_kernels[:, 0], "Kernels of the first layer", "weight", folder, "kernels.png")

    x = T.tensor4().astype(theano.config.floatX)
    conv_out = T.nnet.conv2d(input=x, filters=c1_kernels)
    get_activity = theano.function([x], conv_out)
    activation = get_activity(digit.reshape(1, 1, 28, 28))
    title = "Feature maps of that digit, before bias and ReLU"
    draw_maps(activation[0], title, "activation", folder, "feature_maps.png")


if __name__ == "__main__":
    given = options.parse(options.parser(__doc__.partition("\n")[0], 5, 50, 1))
    lasagne.random.set_rng(np.random.RandomState(given.seed))
    np.random.seed(given.seed)

    print("Loading data...")
    dataset = load_dataset()
    X_train, y_train, X_val, *_ = dataset
    options.check_batch_size(given, len(X_val), "for validation")
    image_num = np.random.randint(len(X_train))
    draw_digit(X_train[image_num][0], y_train[image_num], given.figures)

    print("Building model and compiling functions...")
    input_var = T.tensor4("inputs")
    network = build_cnn(input_var)
    lasagne.layers.summary(network)
    training = Training(given, lasagne.layers.get_all_params(network), y_train)
    weights = main(dataset, network, input_var, training, given.batch_size, given.epochs)
    draw_what_is_learned(weights, X_train[image_num], given.figures)
    training.save()
