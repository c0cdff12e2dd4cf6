"""The command ``legacy-repro``, also ``python -m legacy_repro``."""

import argparse
import os
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
        "--data", metavar="DIR", help="the folder of MNIST's files, or digits: as LEGACY_REPRO_DATA"
    )
    run.add_argument(
        "--figures", metavar="DIR", help="save pictures there (without a screen: beside the script)"
    )
    run.add_argument(
        "--write-py3", metavar="FILE", help="save the translation of a Python 2 script, too"
    )
    run.add_argument(
        "--report",
        metavar="FILE",
        help="say afterwards what was used and what became of it (.json: as JSON; -: on standard "
        "error)",
    )
    run.add_argument("script", metavar="SCRIPT")
    run.add_argument("arguments", metavar="ARG", nargs=argparse.REMAINDER)
    run.set_defaults(do=_run)

    check = commands.add_parser(
        "check", help="say of a script, without running it, what works and what does not"
    )
    check.add_argument("path", metavar="SCRIPT_OR_DIR")
    check.add_argument("--json", action="store_true", help="as JSON, see docs/check.md")
    check.set_defaults(do=_check)

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
    if options.data:
        os.environ["LEGACY_REPRO_DATA"] = options.data
    try:
        legacy_repro.activate(options.backend)
    except (ValueError, ModuleNotFoundError) as error:
        return _refuse(error)
    from legacy_repro import runner
    from legacy_repro.runner import children

    children.install(options.script, options.backend, options.figures)
    try:
        report = _report(options)
    except OSError as error:
        return _refuse(f"--report {options.report}: {error.strerror}")
    return runner.run(options.script, options.arguments, options.figures, options.write_py3, report)


def _report(options):
    """Return what watches the run for --report, None without it."""
    if options.report is None:
        return None
    from legacy_repro.check import run_report

    return run_report.ready(options.report, options.script, options.backend)


def _check(options):
    _leave_here_out()
    from legacy_repro import check

    try:
        reports = check.check(options.path)
    except OSError as error:
        return _refuse(f"{options.path}: {error.strerror}")
    _print(check.as_json(reports) if options.json else check.text(reports))
    return int(any(report.cannot() for report in reports))


def _leave_here_out():
    """Import nothing from the current folder, which is that of the user's code."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(legacy_repro.__file__)))
    here = os.path.realpath(os.getcwd())
    if here != home:
        sys.path[:] = [place for place in sys.path if os.path.realpath(place) != here]


def _print(text):
    """Print a text, of which a reader such as `head` may want the beginning alone."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit


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
