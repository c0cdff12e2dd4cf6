"""What compiles C, and what it links to.

PyTensor is imported in the functions, as the user's settings come before it.
"""

import ctypes
import os
import subprocess
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from legacy_repro.info.rows import short

# OpenBLAS takes the first that is set.
THREADS = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")


def compiler():
    """Return the C++ compiler's version and path, or how to get one."""
    import pytensor

    from legacy_repro.backends import c

    cxx = pytensor.config.cxx
    if not cxx:
        return c.lacking()
    try:
        said = subprocess.run([cxx, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"{cxx} does not run: {error}; set the flag cxx to a C++ compiler or not at all"
    version, *_ = said.stdout.splitlines()
    return f"{version}, {cxx}"


def linked_blas():
    """Return the BLAS that compiled C will use, and its threads."""
    import pytensor

    from legacy_repro.backends import blas
    from legacy_repro.ops import thread_pool

    blas.link()
    ldflags = pytensor.config.blas__ldflags
    if not ldflags:
        return "none, matrix products are slow: pip install scipy-openblas32, set no blas.ldflags"
    if "-lscipy_openblas" not in ldflags:
        return f"{ldflags}, threads: OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', '')}"
    package = f"scipy-openblas32 {metadata.version('scipy-openblas32')}"
    if thread_pool.count() > 1:
        return package  # on one thread: the products are split, see `threads`
    return f"{package}, {_explained(_openblas_threads(), THREADS)}"


def threads():
    """Return how many threads the C++ of operations and of matrix products uses, and why."""
    from legacy_repro.ops import thread_pool

    if not thread_pool.wanted():
        return "1 thread (openmp=False)"
    return _explained(thread_pool.count(), ["OMP_NUM_THREADS"])


def _openblas_threads():
    import scipy_openblas32

    library = Path(scipy_openblas32.get_lib_dir(), scipy_openblas32.get_library(fullname=True))
    return ctypes.CDLL(str(library)).scipy_openblas_get_num_threads()


def _explained(threads, variables):
    asked = [name for name in variables if os.environ.get(name) == str(threads)]
    if threads == 1 and not asked:
        return "1 thread"
    return f"{threads} thread{'s'[: threads > 1]} ({asked[0] if asked else 'one a core'})"


def cache():
    """Return the folder of all compiled code with its size; of C alone if that is elsewhere."""
    import pytensor

    folder, base = Path(pytensor.config.compiledir), Path(pytensor.config.base_compiledir)
    folder = base if folder.is_relative_to(base) else folder
    return f"{short(folder)}, {_bytes(folder) / 1e6:,.0f} MB"


def _bytes(folder):
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # another process may clean up meanwhile
                total += os.lstat(os.path.join(where, name)).st_size
    return total
