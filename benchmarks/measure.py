"""The measurements: processes that take turns, so that a noisy machine hurts all alike.

Each is yielded as (backend, what, seconds).
"""

from contextlib import ExitStack
from tempfile import TemporaryDirectory

from benchmarks.networks import NETWORKS
from benchmarks.process import Worker

TURN = 0.5  # seconds of training steps
BYTES = 28 * 28 * 4  # of an image


def training(network, backends, starts, rounds, progress):
    """Measure a network: each start, and the "step" in each round.

    Without starts the user's own cache of compiled code serves.
    """
    for _ in range(starts):
        yield from _start(network, backends, rounds, progress)
    if not starts:
        yield from _steps({"step": (network, {})}, network, backends, rounds, progress)


def data_sizes(megabytes, backends, rounds, progress):
    """Measure the step of the MLP with shared data of each size; what is the size."""
    graphs = {size: ("mlp", {"images": size * 10**6 // BYTES}) for size in megabytes}
    yield from _steps(graphs, "data sizes", backends, rounds, progress)


def _start(network, backends, rounds, progress):
    """Measure "import", "compile", both "cold" and "warm", and "step" with new, empty caches.

    Warm is a second process, with the compiled code that the cold one has left on the disk.
    """
    with ExitStack() as stack:
        caches = {backend: stack.enter_context(_empty_folder()) for backend in backends}
        for backend, cache in caches.items():
            progress(f"{network}: {backend} compiles, cold")
            with Worker(cache) as worker:
                yield backend, "import cold", worker.ask("activate", backend=backend)
                yield backend, "compile cold", _compile(worker, "step", network)
        workers = {}
        for backend, cache in caches.items():
            progress(f"{network}: {backend} compiles, warm")
            workers[backend] = worker = stack.enter_context(Worker(cache))
            yield backend, "import warm", worker.ask("activate", backend=backend)
            yield backend, "compile warm", _compile(worker, "step", network)
        yield from _turns(["step"], network, workers, rounds, progress)


def _steps(graphs, title, backends, rounds, progress):
    """Measure the steps of graphs {name: (network, options)}, all in one process a backend."""
    with ExitStack() as stack:
        workers = {}
        for backend in backends:
            workers[backend] = worker = stack.enter_context(Worker())
            worker.ask("activate", backend=backend)
            for name, (network, options) in graphs.items():
                progress(f"{title}: {backend} compiles")
                _compile(worker, name, network, **options)
        yield from _turns(graphs, title, workers, rounds, progress)


def _turns(names, title, workers, rounds, progress):
    for _ in range(rounds):
        for backend, worker in workers.items():
            for name in names:
                progress(f"{title}: training")
                yield backend, name, worker.ask("train", name=name, seconds=TURN)


def _empty_folder():
    return TemporaryDirectory(prefix="benchmarks-", ignore_cleanup_errors=True)


def _compile(worker, name, network, **options):
    file, batch_size = NETWORKS[network]
    return worker.ask("compile", name=name, file=file, options=options | {"batch_size": batch_size})
