"""The command ``python -m benchmarks``."""

import os
import sys

from benchmarks import contenders, growth, machine, measure, networks, pictures, results, tables
from benchmarks.options import parser
from benchmarks.process import Limits, WorkerDied
from benchmarks.progress import Progress


def main(argv=None):
    """Run the benchmark; return the exit status."""
    options = parser().parse_args(argv)
    machine.set_threads(os.environ)
    usable, left_out = _contenders(options)
    for name, remedy in left_out.items():
        print(f"{name} is left out: {remedy}", file=sys.stderr)
    if not usable:
        print("benchmarks: there is nothing to measure", file=sys.stderr)
        return 2
    try:
        found = _measure(options, usable, left_out)
    except (WorkerDied, OSError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("benchmarks: stopped", file=sys.stderr)
        return 130
    return 1 if any("failed" in row for row in found["training"]) else 0


def _contenders(options):
    """Return what can be measured, and for each of the others what it lacks."""
    usable, left_out = contenders.ours(options.backends)
    pythons = {
        name: getattr(options, name.replace("-", "_")) or options.peers_python
        for name in options.peers
    }
    peers, without = contenders.peers(pythons, options.theano_flags)
    return usable + peers, left_out | without


def _measure(options, usable, left_out):
    """Measure what the options ask for, save it after each part, print it and return it."""
    options.out.mkdir(parents=True, exist_ok=True)
    found = {
        **machine.describe(),
        "backends": contenders.describe(usable),
        "left out": left_out,
        **{"starts": options.starts, "rounds": options.rounds},
        **{"training": [], "growth": [], "data sizes": []},
    }
    with Progress(_calls(options, usable)) as progress:
        for name in options.networks:
            suited = [*_suited(usable, networks.get(name)), contenders.SGEMM]
            times = measure.network(name, suited, options.starts, options.rounds, progress)
            found["training"] += results.network(name, suited, times)
            _save(options.out, found)
        if options.growth:
            limits = Limits(options.most_seconds, options.most_gigabytes * 10**9)
            suited = _suited(usable, networks.GROWING)
            for point in growth.measure(suited, limits, progress):
                found["growth"] += results.growth([point])
                _save(options.out, found)
        if options.data_sizes:
            sizes = options.data_sizes
            times = measure.data_sizes(sizes, _ours(usable), options.rounds, progress)
            found["data sizes"] = results.data_sizes(times)
            _save(options.out, found)
    print(tables.text(found))
    print(f"Saved in {options.out}: {', '.join(_draw(options.out, found))}")
    return found


def _calls(options, usable):
    """Return how often a contender begins to compile, or takes a turn."""
    starts, turns = options.starts or 1, options.rounds + 1 + bool(options.starts)
    suited = sum(1 + len(_suited(usable, networks.get(name))) for name in options.networks)
    points = len(_suited(usable, networks.GROWING)) * sum(map(len, growth.AXES.values()))
    sizes = len(options.data_sizes) * len(_ours(usable)) * (1 + options.rounds)
    return suited * starts * turns + points * options.growth + sizes


def _suited(usable, network):
    return [contender for contender in usable if contender.suits(network)]


def _ours(usable):
    return [contender for contender in usable if contender.module == "ours"]


def _save(folder, found):
    results.write(folder / "results.json", found)
    (folder / "table.md").write_text(tables.text(found), encoding="utf-8")


def _draw(folder, found):
    """Draw what was found; return the names of all files in the folder that are of this run."""
    files = ["results.json", "table.md"]
    pages = {"speed": (pictures.speed, "training"), "growth": (pictures.growth, "growth")}
    for name, (draw, part) in pages.items():
        if any("step" in row for row in found[part]):
            files.append(f"{name}.png")
            draw(folder / files[-1], found[part])
    return files


if __name__ == "__main__":
    sys.exit(main())
