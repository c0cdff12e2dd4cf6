"""Matrix products of compiled C on the threads that our operations use, too.

The threads of a BLAS and ours would keep each other from the cores, as both wait awake for their
next work. So the BLAS gets one thread, and large products are cut into slices in products.cpp.
"""

import ctypes
import functools
import hashlib
import os
import subprocess
import sysconfig
from pathlib import Path

import numpy as np
import pytensor

from legacy_repro.ops import thread_pool

SOURCE = Path(__file__).with_name("products.cpp")
PARALLEL = Path(thread_pool.__file__).with_name("parallel.h")


@functools.cache
def use():
    """Put our products in front of the BLAS; one whose threads we cannot set stays as it is."""
    flags = pytensor.config.blas__ldflags
    if not flags or not thread_pool.wanted():
        return
    library = _library(flags)
    if " " in str(library):  # PyTensor splits the flags at blanks
        return
    compiled = library.exists() or _compile(library, flags)
    if compiled and _blas_on_one_thread(library):
        pytensor.config.blas__ldflags = _in_front(library, flags)


def _blas_on_one_thread(library):
    """Give the BLAS behind a library one thread; return whether that worked."""
    try:
        return ctypes.CDLL(str(library)).blas_on_one_thread()
    except OSError:  # the BLAS is not there any more
        return False


def _library(flags):
    """Return the path of the library in front of a BLAS, named after all that it is made of."""
    texts = [path.read_text(encoding="utf-8") for path in (SOURCE, PARALLEL)]
    parts = [*texts, pytensor.config.cxx, flags]
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return Path(pytensor.config.compiledir, "products", f"libproducts-{name}.so")


def _compile(library, flags):
    """Compile the library, whole and then renamed; return whether that worked."""
    library.parent.mkdir(parents=True, exist_ok=True)
    part = library.with_suffix(f".{os.getpid()}.part")
    options = ["-O2", "-std=c++17", "-shared", "-fPIC", *thread_pool.compile_args()]
    folders = (sysconfig.get_path("include"), np.get_include())
    options += [f"-I{folder}" for folder in folders]
    command = [pytensor.config.cxx, *options, str(SOURCE), *flags.split(), "-o", str(part)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        return False
    os.replace(part, library)
    return True


def _in_front(library, flags):
    """Return the flags that link to the library where a product is called, else to the BLAS."""
    folder, name = library.parent, library.stem.removeprefix("lib")
    kept = [flag for flag in flags.split() if not flag.startswith(("-Dsgemm_=", "-Ddgemm_="))]
    link = [f"-L{folder}", f"-l{name}", f"-Wl,-rpath,{folder}"]
    return " ".join([*link, "-Dsgemm_=sliced_sgemm_", "-Ddgemm_=sliced_dgemm_", *kept])
