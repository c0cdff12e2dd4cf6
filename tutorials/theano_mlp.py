"""Handwritten digit recognition with Theano: a multi-layer perceptron, trained by gradient descent.

    legacy-repro run tutorials/theano_mlp.py [--epochs N] [--save FILE.npz] [--help]

The exercise of the tutorial of the same name with its blanks filled: 784 pixels, 50 hidden units
with tanh, 10 classes with softmax; the error is the negative log-likelihood, the learning rate
0.01, and the minibatches come in the order of the data.
"""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import theano
import theano.tensor as T

from legacy_repro import datasets, figures, options
from legacy_repro.training import Training

# The tutorial's numbers are those of 32-bit floats; THEANO_FLAGS=floatX=float64 asks for more.
if not options.user_chose("floatX"):
    theano.config.floatX = "float32"


class HiddenLayer:
    """output = activation(x W + b), with W drawn as Glorot and Bengio (2010) advise."""

    def __init__(self, rng, input, n_in, n_out, W=None, b=None, activation=T.tanh):
        if W is None:
            bound = np.sqrt(6.0 / (n_in + n_out))
            W_values = np.asarray(
                rng.uniform(low=-bound, high=bound, size=(n_in, n_out)),
                dtype=theano.config.floatX,
            )
            if activation in (T.nnet.sigmoid, T.nnet.hard_sigmoid, T.nnet.ultra_fast_sigmoid):
                W_values *= 4
            W = theano.shared(value=W_values, name="W")
        if b is None:
            b = theano.shared(value=np.zeros((n_out,), dtype=theano.config.floatX), name="b")
        self.W, self.b = W, b
        self.output = activation(T.dot(input, W) + b)
        self.params = [W, b]


class SoftmaxLayer:
    """output = softmax(x W + b), with W and b zero at the start."""

    def __init__(self, input, n_in, n_out):
        floatX = theano.config.floatX
        self.W = theano.shared(value=np.zeros((n_in, n_out), dtype=floatX), name="W")
        self.b = theano.shared(value=np.zeros((n_out,), dtype=floatX), name="b")
        self.output = T.nnet.softmax(T.dot(input, self.W) + self.b)
        self.prediction = T.argmax(self.output, axis=1)
        self.params = [self.W, self.b]

    def negative_log_likelihood(self, y):
        """E(x, W, b) = -log(o_y), the mean over the batch."""
        return -T.mean(T.log(self.output)[T.arange(y.shape[0]), y])


class MLP:
    """One hidden layer and a softmax layer on top of it."""

    def __init__(self, rng, input, n_in, n_hidden, n_out):
        self.hidden = HiddenLayer(rng, input, n_in, n_hidden, activation=T.tanh)
        self.softmax = SoftmaxLayer(self.hidden.output, n_hidden, n_out)
        self.params = self.hidden.params + self.softmax.params
        self.negative_log_likelihood = self.softmax.negative_log_likelihood
        self.prediction = self.softmax.prediction


def load_data():
    """Return the pairs (images, labels) for training, development and test.

    Images are rows of 784 floats, pixel / 256, as in the file mnist.pkl.gz of the time.
    """
    data = datasets.load()
    return [
        (images.reshape(len(images), -1) / np.float32(256), labels.astype("int32"))
        for images, labels in (data.train, data.validation, data.test)
    ]


def main(given, hidden_units=50, learning_rate=0.01):
    (train_x, train_y), (dev_x, dev_y), (test_x, test_y) = load_data()
    batch_size = given.batch_size
    options.check_batch_size(given, len(train_x), "to train on")

    # The training data is shared, so that a step needs no more than the index of its batch.
    train_x_shared = theano.shared(value=np.asarray(train_x, dtype="float32"), name="train_x")
    train_y_shared = theano.shared(value=np.asarray(train_y, dtype="int32"), name="train_y")

    print("Shape of train_x-Matrix: ", train_x_shared.get_value().shape)
    print("Shape of train_y-vector: ", train_y_shared.get_value().shape)
    print("Shape of dev_x-Matrix: ", dev_x.shape)
    print("Shape of test_x-Matrix: ", test_x.shape)

    index = T.lscalar("index")
    x = T.fmatrix("x")
    y = T.ivector("y")
    rng = np.random.RandomState(given.seed)
    classifier = MLP(rng, input=x, n_in=28 * 28, n_hidden=hidden_units, n_out=10)
    training = Training(given, classifier.params, train_y)

    cost = classifier.negative_log_likelihood(y)
    gradients = T.grad(cost, classifier.params)
    updates = [
        (param, T.cast(param - learning_rate * gradient, theano.config.floatX))
        for param, gradient in zip(classifier.params, gradients)
    ]
    batch = slice(index * batch_size, (index + 1) * batch_size)
    train_model = theano.function(
        inputs=[index],
        outputs=cost,
        updates=updates,
        givens={x: train_x_shared[batch], y: train_y_shared[batch]},
    )
    predict_labels = theano.function(inputs=[x], outputs=classifier.prediction)
    print(">> train- and predict-functions are compiled <<")

    def accuracy(images, labels):
        return np.mean(predict_labels(images) == labels)

    number_minibatches = len(train_x) // batch_size
    print(f"{number_minibatches} mini batches")
    print(f"{given.epochs} epochs")
    accuracies = []
    for epoch in range(given.epochs):
        name = f"epoch {epoch}"
        training.steps(train_model, zip(range(number_minibatches)), number_minibatches, name)
        (accuracy_dev,), (accuracy_test,) = training.measure(
            accuracy, [(dev_x, dev_y), (test_x, test_y)], 2, f"the test of {name}"
        )
        accuracies.append((accuracy_dev, accuracy_test))
        print(
            f"{epoch} epoch: Accurarcy on dev: {accuracy_dev:f}, "
            f"accurarcy on test: {accuracy_test:f}"
        )
    print("DONE")
    draw_accuracies(accuracies, given.figures)
    training.save()


def draw_layout(folder, n_in=784, n_hidden=50, n_out=10):
    """Draw the network: a few of each layer's units, and what each layer computes."""
    layers = {
        f"input layer\n{n_in} pixels": 9,
        f"hidden layer\n{n_hidden} units, tanh(xW + b)": 6,
        f"softmax layer\n{n_out} classes, softmax(xW + b)": 4,
    }
    columns = [
        (3.0 * column, np.linspace(-1, 1, units)) for column, units in enumerate(layers.values())
    ]
    fig, ax = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for (left, lower), (right, upper) in itertools.pairwise(columns):
        for a in lower:
            for b in upper:
                ax.plot([left, right], [a, b], color="0.8", linewidth=0.6, zorder=1)
    for (at, heights), text in zip(columns, layers):
        ax.scatter([at] * len(heights), heights, s=260, color="white", edgecolor="black", zorder=2)
        ax.text(at, -1.25, text, ha="center", va="top")
    ax.set(title="The layout of the network (a few units of each layer)", ylim=(-1.7, 1.2))
    ax.set(xlim=(-1, 7.2))
    ax.set_axis_off()
    figures.save(fig, folder, "layout.png")


def draw_accuracies(accuracies, folder):
    fig, ax = plt.subplots(figsize=(6, 4), layout="constrained")
    for values, label in zip(np.reshape(accuracies, (-1, 2)).T, ("development set", "test set")):
        ax.plot(values, marker="o", label=label)
    ax.set(title="What the perceptron learns", ylabel="accuracy")
    figures.count_epochs(ax)
    ax.grid(alpha=0.3)
    ax.legend()
    figures.save(fig, folder, "accuracy.png")


if __name__ == "__main__":
    given = options.parse(options.parser(__doc__.partition("\n")[0], 10, 20, 1234))
    draw_layout(given.figures)
    main(given)
