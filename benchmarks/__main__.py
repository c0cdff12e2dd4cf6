"""The command ``python -m benchmarks``."""

import argparse
import os
import sys
from pathlib import Path

import benchmarks
from benchmarks import backends, machine, measure, results, tables
from benchmarks.networks import NETWORKS
from benchmarks.process import WorkerDied
from benchmarks.progress import Progress
from legacy_repro.options import add_number


def main(argv=None):
    """Run the benchmark; return the exit status."""
    options = _parser().parse_args(argv)
    machine.set_threads(os.environ)
    usable, left_out = backends.split(options.backends)
    for name, remedy in left_out.items():
        print(f"{name} is left out: {remedy}", file=sys.stderr)
    if not usable:
        print("benchmarks: there is no backend to measure", file=sys.stderr)
        return 2
    try:
        _measure(options, usable, left_out)
    except (WorkerDied, OSError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("benchmarks: stopped", file=sys.stderr)
        return 130
    return 0


def _measure(options, usable, left_out):
    """Measure what the options ask for, save it after each part, and print it."""
    options.out.mkdir(parents=True, exist_ok=True)
    found = {
        **machine.describe(),
        "backends": backends.describe(usable),
        "left out": left_out,
        **{"starts": options.starts, "rounds": options.rounds},
        **{"training": [], "data sizes": []},
    }
    with Progress(len(usable) * _turns(options)) as progress:
        for name in options.networks:
            times = measure.training(name, usable, options.starts, options.rounds, progress)
            found["training"] += results.training(name, times)
            _save(options.out, found)
        if options.data_sizes:
            times = measure.data_sizes(options.data_sizes, usable, options.rounds, progress)
            found["data sizes"] = results.data_sizes(times)
            _save(options.out, found)
    print(tables.text(found))
    print(f"Saved in {options.out}: results.json and table.md")


def _turns(options):
    """Return how often each backend is asked to compile or to train."""
    starts = options.starts * (2 + options.rounds) or 1 + options.rounds
    return len(options.networks) * starts + len(options.data_sizes) * (1 + options.rounds)


def _save(folder, found):
    results.write(folder / "results.json", found)
    (folder / "table.md").write_text(tables.text(found), encoding="utf-8")


def _parser():
    parser = argparse.ArgumentParser(
        "python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_names(parser, "--backends", backends.NAMES)
    _add_names(parser, "--networks", NETWORKS)
    what = "how often all begins anew with empty caches; 0: only the training, with yours"
    add_number(parser, "--starts", 3, range(1000), what)
    add_number(parser, "--rounds", 10, range(1, 1000), "turns of each backend in every start")
    parser.add_argument(
        "--data-sizes",
        help="the MLP's step, too, by the size of its shared data set (default: 6,600 megabytes)",
        metavar="MB,MB",
        type=_sizes,
        nargs="?",
        const=[6, 600],
        default=[],
    )
    parser.add_argument(
        "--out",
        help="where to save the tables and all numbers (default: build/benchmarks)",
        metavar="DIR",
        type=Path,
        default=Path("build", "benchmarks"),
    )
    return parser


def _add_names(parser, option, known):
    def names(text):
        given = list(dict.fromkeys(filter(None, text.split(","))))
        for name in given:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(known)}")
        return given

    default = ",".join(known)
    parser.add_argument(
        option, type=names, default=default, metavar="NAMES", help=f"default: {default}"
    )


def _sizes(text):
    sizes = [int(size) for size in text.split(",")]
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a data set has at least 1 MB")
    return sizes


if __name__ == "__main__":
    sys.exit(main())
