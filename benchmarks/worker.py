"""A worker: it does what the lines of its standard input ask for, and answers each with a line.

It runs in the interpreter of what is measured, so it uses what Python 3.7 has.
"""

import importlib
import json
import os
import platform
import resource
import sys
import time
from contextlib import suppress

import numpy as np

from benchmarks import networks
from benchmarks.networks import data

PAUSE = 0.05  # seconds, until the threads of the process before have gone to sleep


def activate(module, options):
    """Import a module of `benchmarks.peers` and get it ready; return the seconds it took."""
    start = time.perf_counter()
    peer["module"] = importlib.import_module("benchmarks.peers." + module)
    peer["device"] = peer["module"].activate(**options)
    return time.perf_counter() - start


def describe():
    """Return the device of what is active, and the versions of its libraries."""
    versions = {"python": platform.python_version()}
    for name in peer["module"].LIBRARIES:
        version = _version(name)
        if version:
            versions[name] = version
    return {"device": peer["device"], "versions": versions}


def _version(name):
    try:
        from importlib import metadata
    except ImportError:  # Python 3.7
        return getattr(importlib.import_module(name), "__version__", None)
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def compile(kind, network):
    """Compile the "training" or the "prediction" of a network and make one step.

    Return the seconds of both together, and the mean loss on the first batch, of training or of
    what is predicted before any training.
    """
    network = networks.get(**network)
    compile_step = getattr(peer["module"], kind)(network)
    start = time.perf_counter()
    step = compile_step()
    first = np.asarray(step())
    seconds = time.perf_counter() - start
    estimate = _time(step, 1)
    steps[kind] = step, estimate
    return {
        "seconds": seconds,
        "loss": float(first if kind == "training" else _loss(first, network)),
    }


def _loss(probabilities, network):
    _, labels = data.batches(network)[0]
    return -np.log(probabilities[np.arange(len(labels)), labels]).mean()


def turn(kind, seconds):
    """Make steps for about so many seconds; return the mean time of one."""
    step, estimate = steps[kind]
    time.sleep(PAUSE)
    step()
    steps[kind] = step, _time(step, max(1, round(seconds / estimate)))
    return steps[kind][1]


def _time(step, number):
    """Return the mean seconds of so many steps, the last of which has to be finite."""
    start = time.perf_counter()
    for _ in range(number):
        result = step()
    result = np.asarray(result)
    seconds = (time.perf_counter() - start) / number
    if not np.isfinite(result).all():
        raise FloatingPointError(f"a step gave {result}")
    return seconds


def memory():
    """Return the peak of this process's resident memory so far, in bytes."""
    # ru_maxrss is no less than that of the process that started this one, Linux's own peak is.
    with suppress(OSError), open("/proc/self/status") as lines:
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


REQUESTS = {f.__name__: f for f in (activate, describe, compile, turn, memory)}
peer = {}  # the module that is active, and its device
steps = {}  # what was compiled, by name, and how long a step takes


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
