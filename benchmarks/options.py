"""The options of ``python -m benchmarks``."""

import argparse
import sys
from pathlib import Path

import benchmarks
from benchmarks.contenders import BACKENDS, PEERS
from benchmarks.networks import NETWORKS
from legacy_repro.options import add_number


def parser():
    """Return the ArgumentParser."""
    options = argparse.ArgumentParser(
        "python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_names(options, "--backends", BACKENDS)
    _add_names(options, "--peers", PEERS)
    _add_names(options, "--networks", NETWORKS)
    _add_interpreters(options)
    what = "how often all begins anew with empty caches; 0: only the steps, with yours"
    add_number(options, "--starts", 1, range(1000), what)
    add_number(options, "--rounds", 5, range(1, 1000), "turns of each in every start")
    _add_growth(options)
    options.add_argument(
        "--data-sizes",
        help="the MLP's step, too, by the size of its shared data set (default: 6,600 megabytes)",
        metavar="MB,MB",
        type=_sizes,
        nargs="?",
        const=[6, 600],
        default=[],
    )
    options.add_argument(
        "--out",
        help="where to save tables, pictures and all numbers (default: build/benchmarks)",
        metavar="DIR",
        type=Path,
        default=Path("build", "benchmarks"),
    )
    return options


def _add_names(options, option, known):
    def names(text):
        given = list(dict.fromkeys(filter(None, text.split(","))))
        for name in given:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
        return given

    default = ",".join(known)
    options.add_argument(
        option, type=names, default=default, metavar="NAMES", help=f"default: {default}"
    )


def _add_interpreters(options):
    options.add_argument(
        "--peers-python",
        help="the interpreter that has the peers (default: this one)",
        metavar="PYTHON",
        default=sys.executable,
    )
    for name in PEERS:
        options.add_argument(f"--{name}", help=f"that which has {name}", metavar="PYTHON")
    options.add_argument(
        "--theano-flags",
        help="the original Theano's THEANO_FLAGS (default: %(default)s)",
        metavar="FLAGS",
        default="blas.ldflags=-lopenblas",
    )


def _add_growth(options):
    options.add_argument("--growth", help="by batch and image size, too", action="store_true")
    what = "seconds that an answer in a point of --growth may take"
    add_number(options, "--most-seconds", 300, range(1, 100_000), what)
    what = "gigabytes of memory that a process of --growth may take"
    add_number(options, "--most-gigabytes", 8, range(1, 100_000), what)


def _sizes(text):
    sizes = [int(size) for size in text.split(",")]
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a data set has at least 1 MB")
    return sizes
