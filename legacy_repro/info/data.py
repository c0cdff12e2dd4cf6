"""Where MNIST is, found without downloading it."""

from legacy_repro.datasets import DataError, mnist
from legacy_repro.info.rows import short


def mnist_place():
    """Return where a script will find MNIST, whose files are checked.

    Raises DataError if the folder that the user named does not hold them.
    """
    asked = mnist.asked_for()
    if asked == "digits":
        return "the 1,797 digits of scikit-learn instead (LEGACY_REPRO_DATA=digits)"
    if asked:
        mnist.load_mnist(asked)
        return f"{short(asked)} (LEGACY_REPRO_DATA)"
    return _cached(mnist.cache())


def _cached(folder):
    if not folder.is_dir():
        return f"not downloaded yet: the first run fetches it (11 MB) to {short(folder)}"
    try:
        mnist.load_mnist(folder)
    except DataError:
        return f"incomplete or damaged in {short(folder)}: the next run fetches what it needs"
    return f"{short(folder)} (the cache)"
