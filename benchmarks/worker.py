"""A worker: it does what the lines of its standard input ask for, and answers each with a line."""

import importlib
import json
import math
import os
import platform
import sys
import time
from importlib import metadata

LIBRARIES = ("pytensor", "numpy", "scipy", "scipy-openblas32", "numba", "jax", "jaxlib")
PAUSE = 0.05  # seconds, until the threads of the process before have gone to sleep


def activate(backend):
    """Import Theano and Lasagne on a backend; return the seconds it took."""
    start = time.perf_counter()
    importlib.import_module("legacy_repro").activate(backend)
    importlib.import_module("theano")
    importlib.import_module("lasagne")
    return time.perf_counter() - start


def describe(backend):
    """Return the device of a backend that is active, and the versions of all libraries."""
    from legacy_repro.backends import BACKENDS

    device = getattr(BACKENDS[backend], "devices", lambda: "CPU only")()
    return {"device": device, "versions": _versions()}


def _versions():
    versions = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions


def compile(name, file, options):
    """Compile a network's training step and make it once; return the seconds of both together."""
    compile_step = importlib.import_module(f"benchmarks.networks.{file}").training(**options)
    start = time.perf_counter()
    steps[name] = compile_step()
    steps[name]()
    return time.perf_counter() - start


def train(name, seconds):
    """Make steps for about so many seconds; return the mean time of one."""
    step, number = steps[name], 0
    time.sleep(PAUSE)
    step()
    start = now = time.perf_counter()
    while now - start < seconds:
        loss = step()
        number += 1
        now = time.perf_counter()
    if not math.isfinite(loss):
        raise FloatingPointError(f"the training came to the loss {loss}")
    return (now - start) / number


REQUESTS = {"activate": activate, "describe": describe, "compile": compile, "train": train}
steps = {}  # what was compiled, by name


def main():
    """Answer until the standard input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # where what libraries print belongs
    for line in sys.stdin:
        what, arguments = json.loads(line)
        answer = REQUESTS[what](**arguments)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
