"""MNIST digits with the classical LeNet, as a PyTorch tutorial trained it, on our layers.

    legacy-repro run tutorials/pytorch_lenet.py [--image FILE.png] [--epochs N] [--help]

20 and 50 feature maps of 5x5 with max-pooling, 500 hidden units with dropout, pixels from -1 to 1,
Adam with a learning rate of 0.001, batches of 512, twelve epochs: 99 % of the test digits. Then a
report, the confusion matrix, and what the network makes of a digit from a picture file.
"""

import os

import matplotlib.pyplot as plt
import numpy as np
import pytensor
import pytensor.tensor as pt
from PIL import Image, ImageOps
from pytensor.tensor.special import log_softmax, softmax
from sklearn import metrics

import layers
from legacy_repro import datasets, figures, options
from legacy_repro.lasagne import init, random, updates
from legacy_repro.lasagne.nonlinearities import rectify
from legacy_repro.training import Training

if not options.user_chose("floatX"):
    pytensor.config.floatX = "float32"


def transform(images):
    """Return images (n, 28, 28) of 0 to 255 as (n, 1, 28, 28) of -1 to 1."""
    return (images[:, np.newaxis] / np.float32(255) - 0.5) / 0.5


def im_convert(image):
    """Return a transformed image as 28x28 of 0 to 1."""
    return (image[0] * 0.5 + 0.5).clip(0, 1)


def load_data(batch_size):
    """Return the loaders of the 60,000 training images and of the 10,000 test images."""
    data = datasets.load()
    training, validation = (
        (transform(images), labels.astype("int32"))
        for images, labels in (data.train_and_validation(), data.test)
    )
    return (
        datasets.DataLoader(*training, batch_size, shuffle=True),
        # No need to shuffle what is not trained on.
        datasets.DataLoader(*validation, batch_size),
    )


def uniform(fan_in):
    """Return PyTorch's initial weights and biases of a layer whose units have `fan_in` inputs."""
    values = init.Uniform(1 / np.sqrt(fan_in))
    return {"W": values, "b": values}


def LeNet(inputs):
    """Return the last layer; its values are logits, the softmax is in the loss."""
    conv = {"filter_size": 5, "stride": 1, "nonlinearity": rectify, "flip_filters": False}
    x = layers.InputLayer((None, 1, 28, 28), inputs)
    # No padding: the edges are dark anyway. 28 pixels become 24, pooled 12, then 8, pooled 4.
    x = layers.Conv2DLayer(x, 20, **conv, **uniform(5 * 5), name="conv1")
    x = layers.MaxPool2DLayer(x, 2, 2)
    x = layers.Conv2DLayer(x, 50, **conv, **uniform(20 * 5 * 5), name="conv2")
    x = layers.MaxPool2DLayer(x, 2, 2)
    x = layers.FlattenLayer(x)
    x = layers.DenseLayer(x, 500, **uniform(4 * 4 * 50), nonlinearity=rectify, name="fc1")
    x = layers.dropout(x, 0.5, name="dropout1")
    return layers.DenseLayer(x, 10, **uniform(500), nonlinearity=None, name="fc2")


def loss_and_corrects(outputs, labels):
    """Return the mean cross-entropy, and how many outputs are largest at the label."""
    chances = log_softmax(outputs, axis=1)
    loss = -chances[pt.arange(labels.shape[0]), labels].mean()
    return loss, pt.eq(pt.argmax(outputs, axis=1), labels).sum()


def compile_functions(model, inputs):
    """Return a training step, a validation step, both (inputs, labels), and the probabilities."""
    labels = pt.ivector("labels")
    loss, corrects = loss_and_corrects(layers.get_output(model), labels)
    params = layers.get_all_params(model, trainable=True)
    adam = updates.adam(loss, params, learning_rate=0.001)
    train = pytensor.function([inputs, labels], [loss, corrects], updates=adam)

    # The original never calls model.eval(): its dropout goes on in validation, report and
    # prediction. Here it is off in all of them, as its author will have meant.
    outputs = layers.get_output(model, deterministic=True)
    validate = pytensor.function([inputs, labels], loss_and_corrects(outputs, labels))
    return train, validate, pytensor.function([inputs], softmax(outputs, axis=1))


def fit(training, train, validate, training_loader, validation_loader, epochs):
    """Train; return losses and accuracies of both sets after each epoch, (epochs, 4)."""
    batch_size = training_loader.batch_size
    history = []
    for epoch in range(epochs):
        name = f"epoch {epoch}"
        running_loss, running_corrects = training.steps(
            train, training_loader, len(training_loader), name
        ).sum(axis=0)
        val_running_loss, val_running_corrects = training.measure(
            validate, validation_loader, len(validation_loader), f"the validation of {name}"
        ).sum(axis=0)

        # The original's arithmetic: a batch's loss, a mean already, is divided by its size again,
        # and the last batch counts as full though it is not. So its losses are 512 times too small,
        # and its accuracies come to 99.3 % (97.7 % in validation) where everything is right.
        epoch_loss = running_loss / len(training_loader) / batch_size
        running_acc = running_corrects / len(training_loader) / batch_size
        val_epoch_loss = val_running_loss / len(validation_loader) / batch_size
        val_running_acc = val_running_corrects / len(validation_loader) / batch_size
        history.append((epoch_loss, val_epoch_loss, running_acc, val_running_acc))
        print(
            f"Epoch: {epoch}, training loss: {epoch_loss:.4f}, acc: {running_acc:.4f}, "
            f"val acc: {val_running_acc:.4f}"
        )
    print("Wall time: {}min {}s".format(*divmod(round(training.seconds()), 60)))
    return np.reshape(history, (-1, 4))


def draw_samples(loader, folder):
    images, labels = next(iter(loader))
    print("Image shape: {} x {} x {}\n".format(*images[0].shape))
    fig, axes = plt.subplots(2, 10, figsize=(13, 3.4), layout="constrained")
    fig.suptitle("Training images")
    for ax, image, label in zip(axes.flat, images, labels):
        ax.imshow(im_convert(image), cmap="gray")
        ax.set(title=f"Label: {label}", xticks=[], yticks=[])
    figures.save(fig, folder, "samples.png")


def draw_history(history, folder):
    fig, axes = plt.subplots(ncols=2, figsize=(10, 4), layout="constrained")
    for ax, what, pair in zip(axes, ("loss", "accuracy"), (history[:, :2], history[:, 2:])):
        for values, name in zip(pair.T, ("training", "validation")):
            ax.plot(values, label=f"{name} {what}")
        ax.set(title=what.capitalize(), ylabel=f"{what} as the epoch lines have it")
        figures.count_epochs(ax)
        ax.legend()
    figures.save(fig, folder, "history.png")


def report(y, y_pred, folder):
    """Print the classification report, and draw the confusion matrix."""
    print(metrics.classification_report(y, y_pred, zero_division=0))
    fig, ax = plt.subplots(figsize=(8, 7), layout="constrained")
    display = metrics.ConfusionMatrixDisplay(metrics.confusion_matrix(y, y_pred))
    display.plot(cmap="viridis", ax=ax)
    ax.set(title="Confusion matrix of the test set")
    figures.save(fig, folder, "confusion_matrix.png")


def read_picture(path):
    """Return a picture as it is, and the digit in it as 28x28 of 0 to 255, white on black."""
    digit = datasets.read_digit(path)
    with Image.open(path) as picture:
        return ImageOps.exif_transpose(picture).convert("RGBA"), digit


def predict(picture, digit, probabilities, folder):
    """Say which digit a picture shows, and draw it, what the network sees, and what it thinks."""
    image = transform(digit[np.newaxis])
    chances = probabilities(image)[0]
    print(f"Prediction is: {chances.argmax()}")
    for number, chance in enumerate(chances):
        print(f"  {number}: {chance:7.2%}")
    fig, (ax0, ax1, ax2) = plt.subplots(ncols=3, figsize=(11, 3.8), layout="constrained")
    ax0.imshow(picture)
    ax0.set(title="the picture", xticks=[], yticks=[])
    ax1.imshow(im_convert(image[0]), cmap="gray")
    ax1.set(title="what the network sees", xticks=[], yticks=[])
    ax2.bar(range(10), chances)
    ax2.set(title=f"Prediction: {chances.argmax()}", xlabel="digit", ylabel="probability")
    ax2.set(xticks=range(10), ylim=(0, 1))
    figures.save(fig, folder, "prediction.png")


if __name__ == "__main__":
    parser = options.parser(__doc__.partition("\n")[0], epochs=12, batch_size=512, seed=1)
    five = os.path.join(os.path.dirname(os.path.abspath(__file__)), "five.png")
    parser.add_argument("--image", metavar="FILE.png", default=five, help="a digit to predict")
    given = options.parse(parser)
    picture, digit = read_picture(given.image)
    random.set_rng(np.random.RandomState(given.seed))
    np.random.seed(given.seed)

    training_loader, validation_loader = load_data(given.batch_size)
    draw_samples(training_loader, given.figures)
    inputs = pt.tensor4("inputs")
    model = LeNet(inputs)
    layers.summary(model)
    training = Training(given, layers.get_all_params(model), training_loader.labels)
    train, validate, probabilities = compile_functions(model, inputs)

    history = fit(training, train, validate, training_loader, validation_loader, given.epochs)
    draw_history(history, given.figures)
    y_pred = np.concatenate([probabilities(X).argmax(axis=1) for X, _ in validation_loader])
    report(validation_loader.labels, y_pred, given.figures)
    predict(picture, digit, probabilities, given.figures)
    training.save()
