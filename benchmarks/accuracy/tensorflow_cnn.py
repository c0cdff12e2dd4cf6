"""The network of tutorials/tensorflow_cnn.py in TensorFlow's Keras of today, for its accuracy.

    legacy-repro data idx mnist
    python benchmarks/accuracy/tensorflow_cnn.py mnist [--as-described] [--epochs N] [--seed N]

needs `pip install tensorflow`, and nothing of this project. Images, initial weights, optimiser,
batches and test are those of the tutorial; it prints the tutorial's last line.
"""

import argparse
import gzip
from pathlib import Path

import keras
import numpy as np


def read(folder, name, offset):
    return np.frombuffer(gzip.decompress((folder / name).read_bytes()), np.uint8, offset=offset)


def load(folder):
    """Return 55,000 images with labels to train on, 10,000 to test with; pixels are 0 to 1."""
    pairs = []
    for part in ("train", "t10k"):
        images = read(folder, f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28, 1)
        labels = read(folder, f"{part}-labels-idx1-ubyte.gz", 8)
        pairs += [images / np.float32(255), labels]
    return pairs[0][5000:], pairs[1][5000:], *pairs[2:]


def build(as_described):
    def start():
        """Return new initializers: one that serves two layers would give both the same numbers."""
        if as_described:
            return {"kernel_initializer": "he_normal"}
        names = ("kernel_initializer", "bias_initializer")
        return {name: keras.initializers.RandomNormal(stddev=1) for name in names}

    conv = {"padding": "same", "activation": "relu"}
    return keras.Sequential(
        [
            keras.layers.Conv2D(32, 5, **conv, **start()),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 5, **conv, **start()),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(1024, activation="relu", **start()),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, **start()),
        ]
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="has MNIST's idx files")
    parser.add_argument("--as-described", action="store_true")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    keras.utils.set_random_seed(given.seed)
    X_train, y_train, X_test, y_test = load(given.folder)
    model = build(given.as_described)
    model.compile(
        keras.optimizers.Adam(epsilon=1e-8),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    for _ in range(given.epochs):
        # 429 whole batches, as the tutorial has them.
        order = np.random.permutation(len(X_train))[: len(X_train) // 128 * 128]
        model.fit(X_train[order], y_train[order], batch_size=128, shuffle=False, verbose=2)
    # Of the listing dropout is on in the test as well.
    logits = [model(part, training=not given.as_described) for part in np.split(X_test, 10)]
    print("Accuracy:", np.mean(np.concatenate(logits).argmax(axis=1) == y_test))


if __name__ == "__main__":
    main()
