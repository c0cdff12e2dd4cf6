"""The options that the tutorials share."""

import argparse
import errno
import os
import tempfile
from contextlib import contextmanager

from legacy_repro import backends, flags, weights
from legacy_repro.training import checkpoint

SEEDS = range(2**32)  # what NumPy's RandomState takes


def parser(description, epochs, batch_size, seed):
    """Return an ArgumentParser with what all tutorials take; a script adds what is its own.

    epochs, batch_size, seed: the defaults; None leaves the choice to the script.
    """
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--backend", choices=list(backends.BACKENDS), help="where to compute")
    add_number(options, "--epochs", epochs, range(2**31), "passes over the training data")
    add_number(options, "--batch-size", batch_size, range(1, 2**31), "images a training step")
    add_number(options, "--seed", seed, SEEDS, "of all random numbers")
    options.add_argument(
        "--figures", metavar="DIR", default="figures", help="for pictures (default: figures)"
    )
    options.add_argument("--load", metavar="FILE.npz", type=_named, help="begin with these weights")
    options.add_argument(
        "--save",
        metavar="FILE.npz",
        type=_named,
        help="write the weights, after each epoch and at Ctrl-C",
    )
    options.add_argument(
        "--resume", action="store_true", help="go on from where the run with this --save ended"
    )
    return options


def add_number(options, name, default, allowed, what):
    """Add an option for an integer in a range; others are refused by the option's name."""

    def number(text):
        if (value := int(text)) not in allowed:
            raise argparse.ArgumentTypeError(f"{value} is not {allowed[0]} to {allowed[-1]}")
        return value

    usual = "as in the text" if default is None else default
    options.add_argument(
        name, type=number, default=default, metavar="N", help=f"{what} (default: {usual})"
    )


def _named(text):
    if not text:
        raise argparse.ArgumentTypeError("a name is needed")
    return text


def parse(options):
    """Return the values of the program's options, and compute with the backend that they name.

    Ends the program now for what would fail only after the training.
    """
    given = options.parse_args()
    if given.resume and not given.save:
        options.error("--resume goes on from the file of --save FILE.npz, which is not given")
    if given.resume and given.load:
        options.error("--resume has its own weights; leave --load out")
    _choose_backend(options, given.backend)
    make_folder("--figures", given.figures)
    if given.save:
        check_can_write("--save", weights.with_suffix(given.save))
        check_can_write("--save", checkpoint.path_beside(given.save))
    return given


def make_folder(option, folder):
    """Make a folder that an option names, or end the program if nothing can be written there."""
    with _refused(option, folder):
        os.makedirs(folder, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()


def check_can_write(option, path):
    """End the program if the file that an option names cannot be written."""
    with _refused(option, path):
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        tempfile.TemporaryFile(dir=os.path.dirname(path) or os.curdir).close()


def check_batch_size(given, images, part):
    """End the program if a batch is larger than a part of the data."""
    if given.batch_size > images:
        raise SystemExit(f"--batch-size {given.batch_size} is more than the {images} images {part}")


@contextmanager
def _refused(option, path):
    try:
        yield
    except OSError as error:
        raise SystemExit(f"{option} {path}: {error.strerror}") from None


def _choose_backend(options, name):
    if name:
        try:
            backends.choose(name)
        except ModuleNotFoundError as error:
            options.error(str(error))


def user_chose(flag):
    """Return whether the user set a flag, for Theano in any of its ways or in PYTENSOR_FLAGS."""
    return flag in flags.read() or f"{flag}=" in os.environ.get("PYTENSOR_FLAGS", "")
