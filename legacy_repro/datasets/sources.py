"""Choose the images: a folder's, MNIST's, or the digits where MNIST cannot be had."""

import functools

from legacy_repro.datasets import mnist
from legacy_repro.datasets.digits import load_digits
from legacy_repro.datasets.mirrors import Unreachable
from legacy_repro.say import say


def load(folder=None):
    """Return a Dataset: MNIST, or the digits that ship with scikit-learn.

    folder: holds MNIST's files, or is the word "digits"; without it LEGACY_REPRO_DATA says either.
    Without both it is MNIST from the cache or a mirror or, with one line said, the digits. Raises
    DataError if the folder does not hold MNIST.
    """
    source = mnist.asked_for(folder)
    if source == "digits":
        return load_digits()
    source = source or _cached_mnist()
    return mnist.load_mnist(source) if source else load_digits()


@functools.cache
def _cached_mnist():
    """Return the folder of the filled cache, or None after saying why the digits are used.

    Once a process: a script that asks for file after file gets all of them from the same data.
    """
    try:
        return mnist.filled_cache()
    except Unreachable as error:
        say(f"using the 1,797 digits that ship with scikit-learn, enlarged to 28x28: {error}")
        return None
