"""The measurements: processes that take turns, so that a noisy machine hurts all alike.

Each is yielded as (contender's name, quantity, value); a contender whose worker died has "failed",
with the sentence that says why, and takes no further part.
"""

from contextlib import ExitStack
from tempfile import TemporaryDirectory

from benchmarks.process import Worker, WorkerDied

TURN = 0.5  # seconds of steps
BYTES = 28 * 28 * 4  # of an image
STEP = {"training": "step", "prediction": "prediction"}  # the quantity that a turn measures


def network(name, contenders, starts, rounds, progress):
    """Measure a network: each start, the steps in each round, and at the end the memory.

    A start begins with empty caches of compiled code. Without starts the user's own serve.
    """
    for _ in range(starts or 1):
        with ExitStack() as stack:
            workers = {}
            for contender in contenders:
                cache = stack.enter_context(_empty_folder()) if starts else None
                try:
                    if starts:
                        progress(f"{name}: {contender.name} compiles, cold")
                        yield from _cold(contender, name, cache)
                    progress(f"{name}: {contender.name} compiles" + ", warm" * bool(starts))
                    worker = stack.enter_context(Worker(contender, cache))
                    yield from _warm(worker, name)
                    workers[contender.name] = worker
                except WorkerDied as error:
                    yield contender.name, "failed", str(error)
            yield from take_turns(workers, rounds, lambda: progress(f"{name}: steps"))


def _cold(contender, name, cache):
    """Measure the import and the compilation of the training step without compiled code."""
    with Worker(contender, cache) as worker:
        yield contender.name, "import cold", worker.activate()
        compiled = worker.ask("compile", kind="training", network={"name": name})
        yield contender.name, "compile cold", compiled["seconds"]


def _warm(worker, name):
    """Measure the import and the compilation with what was left on the disk; compile all."""
    contender = worker.contender
    yield contender.name, "import warm", worker.activate()
    for kind in contender.computes:
        compiled = worker.ask("compile", kind=kind, network={"name": name})
        if kind == "training":
            yield contender.name, "compile warm", compiled["seconds"]
        yield contender.name, f"first loss of {kind}", compiled["loss"]


def take_turns(workers, rounds, progress):
    """Measure the steps and then the memory of workers {name: worker}, which are all compiled."""
    for _ in range(rounds):
        for name, worker in list(workers.items()):
            progress()
            try:
                for kind in worker.contender.computes:
                    yield name, STEP[kind], worker.ask("turn", kind=kind, seconds=TURN)
            except WorkerDied as error:
                del workers[name]
                yield name, "failed", str(error)
    for name, worker in workers.items():
        yield name, "memory", worker.ask("memory")


def data_sizes(megabytes, contenders, rounds, progress):
    """Measure the step of the MLP with shared data of each size; the quantity is the size."""
    with ExitStack() as stack:
        workers = {}
        for contender in contenders:
            for size in megabytes:
                progress(f"data sizes: {contender.name} compiles")
                workers[contender.name, size] = stack.enter_context(Worker(contender))
                workers[contender.name, size].activate()
                network = {"name": "mlp", "images": size * 10**6 // BYTES}
                workers[contender.name, size].ask("compile", kind="training", network=network)
        for _ in range(rounds):
            for (name, size), worker in workers.items():
                progress("data sizes: training")
                yield name, size, worker.ask("turn", kind="training", seconds=TURN)


def _empty_folder():
    return TemporaryDirectory(prefix="benchmarks-", ignore_cleanup_errors=True)
