"""The machine on which all was measured, and how many threads compute."""

import os
import platform
import time
from pathlib import Path

# Each is honoured by one of them: OpenMP and BLAS, Numba, XLA.
THREADS = ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "NPROC")


def set_threads(environ):
    """Have as many threads as OMP_NUM_THREADS says, else one a core; what the user set stays."""
    environ.setdefault("OMP_NUM_THREADS", str(_cores()))
    for name in THREADS:
        environ.setdefault(name, environ["OMP_NUM_THREADS"].partition(",")[0])


def describe():
    """Return the date, the machine and the threads."""
    from legacy_repro.info import compilation
    from legacy_repro.info.rows import told

    return {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "machine": {
            "processor": _processor(),
            "cores": _cores(),
            "platform": platform.platform(),
            "C++ compiler": told(compilation.compiler),
            "BLAS of C": told(compilation.linked_blas),
            "load before": round(os.getloadavg()[0], 1),
        },
        "threads": {name: os.environ[name] for name in THREADS},
    }


def _cores():
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
