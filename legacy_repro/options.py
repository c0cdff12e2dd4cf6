"""The options that the tutorials share."""

import argparse

from legacy_repro import flags

SEEDS = range(2**32)  # what NumPy's RandomState takes


def parser(description, epochs, batch_size, seed):
    """Return an ArgumentParser with --epochs, --batch-size and --seed and their defaults."""
    options = argparse.ArgumentParser(description=description)
    add_number(options, "--epochs", epochs, range(2**31), "passes over the training data")
    add_number(options, "--batch-size", batch_size, range(1, 2**31), "images a training step")
    add_number(options, "--seed", seed, SEEDS, "of all random numbers")
    return options


def add_number(options, name, default, allowed, what):
    """Add an option for an integer in a range; others are refused by the option's name."""

    def number(text):
        if (value := int(text)) not in allowed:
            raise argparse.ArgumentTypeError(f"{value} is not {allowed[0]} to {allowed[-1]}")
        return value

    options.add_argument(
        name, type=number, default=default, metavar="N", help=f"{what} (default: {default})"
    )


def user_chose(flag):
    """Return whether the user set a flag of Theano's, in THEANO_FLAGS or a configuration file."""
    return flag in flags.read()
