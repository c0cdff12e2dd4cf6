"""The command ``legacy-repro``, also ``python -m legacy_repro``."""

import argparse
import sys

import legacy_repro


def main(argv=None):
    """Run the command line; return the exit status, for ``run`` the script's own."""
    options = _parser().parse_args(argv)
    return options.do(options)


def _parser():
    parser = argparse.ArgumentParser(prog="legacy-repro", description=legacy_repro.__doc__)
    parser.add_argument("--version", action="version", version=legacy_repro.__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run a Theano or Lasagne script as it is")
    run.add_argument(
        "--backend", choices=["c", "numba", "jax"], help="where to compute (default: c)"
    )
    run.add_argument(
        "--figures", metavar="DIR", help="save pictures there (without a screen: beside the script)"
    )
    run.add_argument(
        "--write-py3", metavar="FILE", help="save the translation of a Python 2 script, too"
    )
    run.add_argument("script", metavar="SCRIPT")
    run.add_argument("arguments", metavar="ARG", nargs=argparse.REMAINDER)
    run.set_defaults(do=_run)

    data = commands.add_parser("data", help="write a data file as old scripts expect it")
    data.add_argument(
        "name",
        metavar="NAME",
        help="mnist.pkl.gz, idx for the four MNIST files, or train.csv for Kaggle's train.csv and "
        "test.csv",
    )
    data.add_argument("folder", metavar="DIR")
    data.set_defaults(do=_data)

    weights = commands.add_parser("weights", help="show what a file of weights holds")
    weights.add_argument("file", metavar="FILE", help="npz, npy or pickle; nothing in it is run")
    weights.set_defaults(do=_weights)

    info = commands.add_parser("info", help="say what is here, and how to get what is missing")
    info.set_defaults(do=_info)
    return parser


def _run(options):
    try:
        legacy_repro.activate(options.backend)
    except (ValueError, ModuleNotFoundError) as error:
        return _refuse(error)
    from legacy_repro import runner

    return runner.run(options.script, options.arguments, options.figures, options.write_py3)


def _data(options):
    from legacy_repro import datasets

    try:
        datasets.write(options.name, options.folder)
    except datasets.DataError as error:
        return _refuse(error)
    return 0


def _weights(options):
    from legacy_repro import weights

    try:
        text = weights.describe(options.file)
    except weights.WeightsError as error:
        return _refuse(error)
    except OSError as error:
        return _refuse(f"{options.file}: {error.strerror}")
    print(text)
    return 0


def _info(options):
    from legacy_repro import info

    info.show()
    return 0


def _refuse(error):
    print(f"legacy-repro: {error}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
