"""Digit recognition for a Kaggle competition: notes on two Keras CNNs, on our layers.

    legacy-repro data train.csv data      (or download train.csv and test.csv from Kaggle)
    legacy-repro run tutorials/keras_notes.py [--data DIR] [--submission FILE.csv] [--help]

What the notes dwell on is in the tables: the shape of each layer's output, and its number of
parameters. The first network has one convolution, the second stacks two and a dense layer over the
channels of each pixel. Both are trained with RMSprop on 90 % of the labelled images, and know 97.6
and 98.7 % of the other 10 %.
"""

import matplotlib.pyplot as plt
import numpy as np
import pytensor
import pytensor.tensor as pt
from sklearn.model_selection import train_test_split

import layers
from legacy_repro import figures, options
from legacy_repro.datasets import DataLoader, kaggle
from legacy_repro.lasagne import objectives, random, updates
from legacy_repro.lasagne.nonlinearities import rectify, softmax
from legacy_repro.training import Training

if not options.user_chose("floatX"):
    pytensor.config.floatX = "float32"


# 1. Reading and preprocessing the data


def read_data(folder):
    """Return X_train, X_val, y_train, y_val and X_test; images are (n, 1, 28, 28), 0 to 1."""
    train, test = kaggle.read_train(folder), kaggle.read_test(folder)
    show_head(train.labels, train.images)
    show_head(test)
    pixels = train.images[0].size
    print(
        f"training data is ({len(train.labels)}, {pixels + 1}) "
        f"and test data is ({len(test)}, {pixels})."
    )
    X_train_all, X_test = (
        images[:, np.newaxis].astype("float32") / 255 for images in (train.images, test)
    )
    split = train_test_split(
        X_train_all, train.labels.astype("int32"), test_size=0.10, random_state=42
    )
    return *split, X_test


def show_head(*columns):
    """Print the first five rows of a table: its labels, if it has any, and some of its pixels."""
    names = ["pixel0", "pixel1", "pixel2", "...", "pixel782", "pixel783"]
    names = ["label"] * (len(columns) - 1) + names
    print("".join(f"{name:>9}" for name in names))
    for *label, image in list(zip(*columns))[:5]:
        pixels = image.ravel()
        row = [*label, *pixels[:3], "...", *pixels[-2:]]
        print("".join(f"{value:>9}" for value in row))


# 2. A typical CNN: one convolution


def one_convolution(inputs):
    """Return a network of 320 + 11,530 parameters.

    32 kernels of 3x3, in steps of 2, make 13x13 of 28x28 pixels, each of 3*3 weights and a bias:
    320 parameters. Pooled they are 32 images of 6x6, flattened 1,152 numbers, so that the softmax
    layer has 1,152*10 + 10 parameters.
    """
    model = layers.InputLayer((None, 1, 28, 28), inputs)
    model = layers.Conv2DLayer(model, 32, 3, stride=2, nonlinearity=rectify)
    model = layers.MaxPool2DLayer(model, pool_size=2)
    model = layers.FlattenLayer(model, name="flatten")
    return layers.DenseLayer(model, 10, nonlinearity=softmax)


# 3. More convolutions, stacked


def stacked_convolutions(inputs):
    """Return a network of 179,242 parameters.

    64 kernels of 5x5 have 25*64 + 64 = 1,664 parameters. Each of the 32 kernels of the next layer
    sums over all 64 images of the first: 3*3*64*32 + 32 = 18,464. The 128 units after the pooling
    see the 32 channels of one pixel, with the same weights everywhere: 32*128 + 128 = 4,224. The
    softmax has 11*11*128 = 15,488 inputs for each of its 10 units: 154,890 parameters.
    """
    model = layers.InputLayer((None, 1, 28, 28), inputs)
    model = layers.Conv2DLayer(model, 64, 5, nonlinearity=rectify)
    model = layers.Conv2DLayer(model, 32, 3, nonlinearity=rectify)
    model = layers.MaxPool2DLayer(model, pool_size=2)
    model = layers.NINLayer(model, 128, nonlinearity=rectify)
    model = layers.DropoutLayer(model, p=0.2)
    model = layers.FlattenLayer(model, name="flatten")
    return layers.DenseLayer(model, 10, nonlinearity=softmax)


def compile_model(model, inputs):
    """Return a training step and a test, both (images, labels) to [loss, accuracy]."""
    labels = pt.ivector("labels")

    def loss_and_accuracy(prediction):
        loss = objectives.categorical_crossentropy(prediction, labels).mean()
        return [loss, pt.eq(pt.argmax(prediction, axis=1), labels).mean()]

    trained = loss_and_accuracy(layers.get_output(model))
    params = layers.get_all_params(model, trainable=True)
    # The Keras of the notes added an epsilon of 1e-8 to the root; Lasagne's is under the root.
    rmsprop = updates.rmsprop(trained[0], params, learning_rate=0.001, rho=0.9, epsilon=1e-16)
    tested = loss_and_accuracy(layers.get_output(model, deterministic=True))
    return (
        pytensor.function([inputs, labels], trained, updates=rmsprop),
        pytensor.function([inputs, labels], tested),
    )


def fit(training, functions, data, batch_size, epochs, model):
    """Train a model, and print after each epoch what Keras would."""
    train, test = functions
    X_train, X_val, y_train, y_val = data
    train_batches = DataLoader(X_train, y_train, batch_size, shuffle=True)
    val_batches = DataLoader(X_val, y_val, batch_size)

    def mean(results, loader):
        sizes = np.full(len(loader), batch_size)
        sizes[-1] = len(loader.labels) - batch_size * (len(loader) - 1)
        return np.average(results, axis=0, weights=sizes)

    print(f"Train on {len(X_train)} samples, validate on {len(X_val)} samples")
    for epoch in range(1, epochs + 1):
        name = f"epoch {epoch}/{epochs} of {model}"
        start = training.seconds()
        results = training.steps(train, train_batches, len(train_batches), name)
        loss, acc = mean(results, train_batches)
        name = f"the validation of {name}"
        results = training.measure(test, val_batches, len(val_batches), name)
        val_loss, val_acc = mean(results, val_batches)
        print(f"Epoch {epoch}/{epochs}")
        print(
            f"{training.seconds() - start:.0f}s - loss: {loss:.4f} - acc: {acc:.4f} "
            f"- val_loss: {val_loss:.4f} - val_acc: {val_acc:.4f}"
        )


# 4. What the model gets wrong, and what it predicts for the test set


def predict_classes(model, inputs, images):
    predict = pytensor.function(
        [inputs], pt.argmax(layers.get_output(model, deterministic=True), axis=1)
    )
    parts = np.split(images, range(500, len(images), 500))
    return np.concatenate([predict(part) for part in parts])


def draw_image(image, title, folder, name):
    fig, ax = plt.subplots(figsize=(4, 4.2), layout="constrained")
    ax.imshow(image[0], cmap="gray")
    ax.set(title=title, xticks=[], yticks=[])
    figures.save(fig, folder, name)


def plot_difficult_samples(pred_classes, x, y, folder):
    """Draw the images that are predicted wrongly, each with its label and what it was taken for."""
    wrong = np.nonzero(pred_classes != y)[0]
    print(f"There are {len(wrong)} wrongly predicted images out of {len(x)} validation samples")
    K = max(4, int(np.ceil(np.sqrt(len(wrong)))))
    rows = max(1, -(-len(wrong) // K))
    size = (K + 0.2, rows * 1.2 + 0.6)
    fig, axes = plt.subplots(rows, K, figsize=size, layout="constrained")
    fig.suptitle("Wrongly predicted: label as prediction")
    for ax in axes.flat:
        ax.set_axis_off()
    for ax, k in zip(axes.flat, wrong):
        ax.imshow(x[k, 0], cmap="gray")
        ax.set_title(f"{y[k]} as {pred_classes[k]}", fontsize=8, pad=2)
    figures.save(fig, folder, "difficult_samples.png")


if __name__ == "__main__":
    parser = options.parser(__doc__.partition("\n")[0], epochs=None, batch_size=64, seed=1)
    parser.add_argument(
        "--data", metavar="DIR", default="data", help="has train.csv and test.csv (default: data)"
    )
    parser.add_argument("--submission", metavar="FILE.csv", default="submission.csv")
    given = options.parse(parser)
    options.check_can_write("--submission", given.submission)
    random.set_rng(np.random.RandomState(given.seed))
    np.random.seed(given.seed)

    *data, X_test = read_data(given.data)
    X_train, X_val, _, y_val = data
    draw_image(X_train[0], "A training sample", given.figures, "training_sample.png")

    inputs = pt.tensor4("inputs")
    first, second = one_convolution(inputs), stacked_convolutions(inputs)
    training = Training(given, layers.get_all_params([first, second]), data[2])
    # The notes print the epochs 11 to 20 of the first, which go on from a training before them.
    for model, name, epochs in ((first, "the first model", 20), (second, "the second model", 5)):
        layers.summary(model)
        functions = compile_model(model, inputs)
        epochs = epochs if given.epochs is None else given.epochs
        fit(training, functions, data, given.batch_size, epochs, name)

    pred_classes = predict_classes(second, inputs, X_val)
    plot_difficult_samples(pred_classes, X_val, y_val, given.figures)
    pred_classes = predict_classes(second, inputs, X_test)
    kaggle.write_submission(given.submission, pred_classes)
    print(f"Submission: {given.submission}")
    i = min(10, len(X_test) - 1)
    draw_image(X_test[i], f"prediction: {pred_classes[i]}", given.figures, "test_sample.png")
    training.save()
