"""The options that the tutorials share."""

import argparse
import os

from legacy_repro import backends, flags

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
    options.add_argument("--load", metavar="FILE.npz", help="begin with these weights")
    options.add_argument(
        "--save", metavar="FILE.npz", help="write the weights, after each epoch and at Ctrl-C"
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
        check_can_write("--save", given.save)
    return given


def make_folder(option, folder):
    """Make a folder that an option names, or end the program."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"{option} {folder}: {error.strerror}") from None


def check_can_write(option, path):
    """End the program if the file that an option names cannot be written."""
    folder = os.path.dirname(os.path.abspath(path))
    if not os.access(folder, os.W_OK):
        raise SystemExit(f"{option} {path}: {folder} is no folder that can be written")


def _choose_backend(options, name):
    if name:
        try:
            backends.choose(name)
        except ModuleNotFoundError as error:
            options.error(str(error))


def user_chose(flag):
    """Return whether the user set a flag of Theano's, in THEANO_FLAGS or a configuration file."""
    return flag in flags.read()
