"""How time and memory of a training step grow with the batch and with the images.

Every point is measured in a process of its own, whose peak of memory is the point's, and which is
ended when it takes too much of either. Where that happened to a contender, or it failed, larger
points are not tried.
"""

from benchmarks.process import Worker, WorkerDied

BATCHES = (1, 4, 16, 64, 256, 1024, 4096)  # of images of 28 x 28 pixels
SIDES = (28, 56, 112, 224)  # pixels, in batches of 16
TURNS, TURN = 3, 0.2  # seconds of steps in each
AXES = {"batch": BATCHES, "side": SIDES}


def measure(contenders, limits, progress):
    """Yield (axis, contender's name, value on the axis, what was found) for each point.

    What was found are the seconds of a step in each turn, and the bytes in "memory", the peak, and
    in "imported", which was the peak before any network was built; or only the reason in "failed".
    """
    for axis, values in AXES.items():
        ended = set()
        for value in values:
            for contender in contenders:
                progress(f"growth: {axis} {value}, {contender.name}")
                if contender.name not in ended:
                    try:
                        found = _point(contender, network(axis, value), limits)
                    except WorkerDied as error:
                        found = {"failed": str(error)}
                        ended.add(contender.name)
                    yield axis, contender.name, value, found


def network(axis, value):
    """Return the request for the growing network at one point of an axis."""
    if axis == "batch":
        return {"name": "growing", "batch_size": value, "images": value}
    return {"name": "growing", "shape": (1, value, value)}


def _point(contender, network, limits):
    with Worker(contender, limits=limits) as worker:
        worker.activate()
        imported = worker.ask("memory")
        worker.ask("compile", kind="training", network=network)
        steps = [worker.ask("turn", kind="training", seconds=TURN) for _ in range(TURNS)]
        return {"steps": steps, "memory": worker.ask("memory"), "imported": imported}
