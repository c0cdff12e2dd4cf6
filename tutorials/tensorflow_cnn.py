"""A convolutional neural network for MNIST, as a TensorFlow tutorial built it, on our layers.

    legacy-repro run tutorials/tensorflow_cnn.py [--as-described] [--epochs N] [--help]

Two convolutions with 5x5 kernels, 32 and 64 of them, each padded to keep the size and followed by
max-pooling, 1024 hidden units with dropout (keep rate 0.8), Adam, batches of 128, ten epochs.

By default this is the tutorial's complete listing, with what is wrong in it:

* All weights and biases begin as normal numbers with standard deviation 1, so that outputs are some
  10,000 in size, and the first losses, too; well scaled weights begin with one of 2.3.
* Its `keep_prob` is never used: dropout goes on in the final test, and costs accuracy.

(That the tutorial's second step reads labels that are not one-hot, which its loss needs, is mended
in the listing itself.) --as-described is the network that the prose explains: dropout is a means
against overfitting, so in training alone, and weights begin random, here as He et al. (2015) say.
"""

import matplotlib.pyplot as plt
import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.tensor.special import log_softmax, softmax

import layers
from legacy_repro import datasets, figures, options
from legacy_repro.lasagne import init, random, updates
from legacy_repro.lasagne.nonlinearities import rectify
from legacy_repro.training import Training

if not options.user_chose("floatX"):
    pytensor.config.floatX = "float32"

n_classes = 10
keep_rate = 0.8


def read_data_sets():
    """Return the DataSets for training, without the first 5,000 of 60,000, and for the test.

    Images are rows of 784 numbers from 0 to 1, labels are one-hot.
    """
    data = datasets.load()
    images, labels = data.train_and_validation()
    validation = len(images) // 12
    parts = (images[validation:], labels[validation:]), data.test
    return [
        datasets.DataSet(
            images.reshape(-1, 784) / np.float32(255), np.eye(n_classes, dtype="float32")[labels]
        )
        for images, labels in parts
    ]


def conv2d(x, num_filters, W, b):
    return layers.Conv2DLayer(
        x,
        num_filters,
        filter_size=5,
        pad="same",
        W=W,
        b=b,
        nonlinearity=rectify,
        flip_filters=False,
    )


def maxpool2d(x):
    return layers.MaxPool2DLayer(x, pool_size=2, stride=2)


def convolutional_neural_network(x, as_described):
    """Return the first convolution, its pooling, and the output layer, whose values are logits."""
    if as_described:
        W, b = init.HeNormal("relu"), init.Constant(0)
    else:
        W, b = init.Normal(1), init.Normal(1)

    x = layers.ReshapeLayer(layers.InputLayer((None, 784), x), ([0], 1, 28, 28))

    conv1 = conv2d(x, 32, W, b)
    pool1 = maxpool2d(conv1)

    conv2 = conv2d(pool1, 64, W, b)
    pool2 = maxpool2d(conv2)

    fc = layers.DenseLayer(pool2, 1024, W=W, b=b, nonlinearity=rectify)
    fc = layers.dropout(fc, p=1 - keep_rate)

    output = layers.DenseLayer(fc, n_classes, W=W, b=b, nonlinearity=None)
    return conv1, pool1, output


def softmax_cross_entropy_with_logits(prediction, y):
    """Return the cross-entropy of each example, from logits, so that no logarithm is infinite."""
    return -(y * log_softmax(prediction, axis=1)).sum(axis=1)


def train_neural_network(train, test, given):
    x, y = pt.matrix("x"), pt.matrix("y")
    conv1, pool1, output = convolutional_neural_network(x, given.as_described)
    layers.summary(output)
    params = layers.get_all_params(output, trainable=True)
    training = Training(given, params, train.labels, as_described=given.as_described)

    prediction = layers.get_output(output)
    cost = softmax_cross_entropy_with_logits(prediction, y).mean()
    optimizer = pytensor.function([x, y], cost, updates=updates.adam(cost, params))

    # An expression of its own, with its own dropout masks where the listing keeps them.
    tested = layers.get_output(output, deterministic=given.as_described)
    correct = pt.eq(pt.argmax(tested, 1), pt.argmax(y, 1))
    accuracy = pytensor.function([x, y], correct.mean())

    hm_epochs = given.epochs
    steps = train.num_examples // given.batch_size
    losses = []
    for epoch in range(hm_epochs):
        batches = (train.next_batch(given.batch_size) for _ in range(steps))
        epoch_loss = training.steps(optimizer, batches, steps, f"epoch {epoch}").sum()
        losses.append(epoch_loss)
        print("Epoch", epoch, "completed out of", hm_epochs, "loss:", epoch_loss)

    # In parts of equal size, as 10,000 images at once take a gigabyte.
    parts = np.split(test.images, 10), np.split(test.labels, 10)
    print("Accuracy:", training.measure(accuracy, zip(*parts), 10, "the test").mean())

    draw_losses(losses, steps, given.figures)
    see = pytensor.function([x], layers.get_output([conv1, pool1]))
    draw_convolution(test.images[:1], conv1.W.get_value(), see, given.figures)
    chances = pytensor.function([x], softmax(layers.get_output(output, deterministic=True), axis=1))
    draw_predictions(test, chances(test.images[:12]), given.figures)
    training.save()


def draw_losses(losses, steps, folder):
    fig, ax = plt.subplots(figsize=(6, 4), layout="constrained")
    ax.semilogy(np.divide(losses, steps), marker="o")
    ax.set(title="Cross-entropy while training", ylabel="mean loss of a batch")
    figures.count_epochs(ax)
    ax.grid(alpha=0.3, which="both")
    figures.save(fig, folder, "loss.png")


def draw_convolution(image, kernels, see, folder):
    """Draw a digit on its way: the kernel, the convolved feature, what pooling leaves of it."""
    features, pooled = see(image)
    strongest = features[0].std(axis=(1, 2)).argsort()[-3:]
    fig, axes = plt.subplots(3, 4, figsize=(9, 7), layout="constrained")
    fig.suptitle("Three of the 32 features of the first layer")
    titles = ("image 28x28", "kernel 5x5", "convolved and rectified 28x28", "max-pooled 14x14")
    for row, k in zip(axes, strongest):
        pictures = (image.reshape(28, 28), kernels[k, 0], features[0, k], pooled[0, k])
        for ax, picture in zip(row, pictures):
            ax.imshow(picture, cmap="gray")
            ax.set_axis_off()
    for ax, title in zip(axes[0], titles):
        ax.set_title(title, fontsize=10)
    figures.save(fig, folder, "convolution.png")


def draw_predictions(test, chances, folder):
    fig, axes = plt.subplots(2, 6, figsize=(9, 3.6), layout="constrained")
    fig.suptitle("Test images, and what the network takes them for")
    for ax, image, chance in zip(axes.flat, test.images, chances):
        ax.imshow(image.reshape(28, 28), cmap="gray")
        ax.set_title(f"{chance.argmax()}, {chance.max():.0%}", fontsize=10)
        ax.set_axis_off()
    figures.save(fig, folder, "predictions.png")


if __name__ == "__main__":
    parser = options.parser(__doc__.partition("\n")[0], epochs=10, batch_size=128, seed=1)
    parser.add_argument(
        "--as-described", action="store_true", help="as the tutorial's prose has it, not its code"
    )
    given = options.parse(parser)
    random.set_rng(np.random.RandomState(given.seed))
    np.random.seed(given.seed)
    train, test = read_data_sets()
    options.check_batch_size(given, train.num_examples, "to train on")
    train_neural_network(train, test, given)
