"""The threads of our C++: Theano's flag openmp and OMP_NUM_THREADS say how many, as for OpenMP.

All loops share one pool of them, which parallel.h makes when a loop first needs it.
"""

import ctypes
import os
from contextlib import suppress

import pytensor

from legacy_repro import flags

MOST = 1024

pool = None  # a capsule, set by parallel.h


def compile_args():
    """Return the compiler's arguments for C++ that has threads."""
    return ["-pthread"]


def wanted():
    """Return whether our C++ may use threads: it may unless the user chose openmp=False."""
    enabled, setting = pytensor.config.openmp, type(pytensor.config).openmp
    chosen = not setting.is_default or "openmp" in flags.read()
    return enabled or not chosen


def count():
    """Return how many threads our C++ uses: as OMP_NUM_THREADS says, else one a core."""
    if not wanted():
        return 1
    asked = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    if asked.isdecimal() and int(asked) > 0:
        return min(int(asked), MOST)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _one_thread_of_openmp():
    """Let the operations of PyTensor's that openmp=True gives OpenMP work in a forked process.

    GCC's runtime would wait there for ever for the threads that its parent had.
    """
    with suppress(OSError):
        ctypes.CDLL("libgomp.so.1", mode=os.RTLD_NOLOAD).omp_set_num_threads(1)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_one_thread_of_openmp)
