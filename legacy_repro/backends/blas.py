"""A BLAS for compiled C: the user's own, else scipy-openblas32 from pip, else the system's."""

import ctypes
import warnings
from pathlib import Path

import pytensor
from pytensor.link.c.cmodule import try_blas_flag

from legacy_repro import flags
from legacy_repro.say import say

# What PyTensor's C code and ours call; OpenBLAS from pip has them with a prefix.
ROUTINES = (
    *("sgemm_", "dgemm_", "sgemv_", "dgemv_", "sdot_", "ddot_", "sger_", "dger_"),
    *("saxpy_", "daxpy_", "sscal_", "dscal_", "openblas_set_num_threads"),
)


def link():
    """Set ``config.blas__ldflags`` to a BLAS that works, or to none and say so in one line."""
    given = _given()
    if given is not None and (not given or try_blas_flag(given.split())):
        return
    if given:
        say(f"the BLAS asked for does not link (blas.ldflags={given}), another one is taken")
    pytensor.config.blas__ldflags = openblas_from_pip() or _on_system()
    if not pytensor.config.blas__ldflags:
        say("no BLAS found, matrix products will be slow: pip install scipy-openblas32")


def _given():
    """Return the flags that the user chose, or None."""
    setting = type(pytensor.config).blas__ldflags
    chosen = not setting.is_default or "blas.ldflags" in flags.read()
    return pytensor.config.blas__ldflags if chosen or vars(setting).get("val") else None


def openblas_from_pip():
    """Return the flags that link to the package scipy-openblas32, or "" where it is not usable."""
    try:
        import scipy_openblas32
    except ImportError:
        return ""
    folder = Path(scipy_openblas32.get_lib_dir())
    if " " in str(folder):  # PyTensor splits the flags at blanks
        return ""
    names = " ".join(f"-D{name}=scipy_{name}" for name in ROUTINES)
    if not any(_exports(library, "scipy_sgemm_") for library in folder.glob("*scipy_openblas.*")):
        return ""
    return f"-L{folder} -lscipy_openblas -Wl,-rpath,{folder} {names}"


def _exports(library, routine):
    try:
        return hasattr(ctypes.CDLL(str(library)), routine)
    except OSError:
        return False


def _on_system():
    """Return what PyTensor's own search finds; its warning would repeat what `link` says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return type(pytensor.config).blas__ldflags.default()
