"""The JAX backend: the whole graph becomes one function that XLA compiles, for CPU or GPU."""

import functools
import os
import warnings
from importlib.util import find_spec

import pytensor

from legacy_repro.backends.implementations import implementations


def lacking():
    """Return what is missing and how to mend it, or None."""
    if find_spec("jax") is None:
        return "JAX is not installed (pip install jax)"
    return None


def lacking_gpu():
    """Return why JAX, which is installed, computes on no GPU, or None."""
    return "JAX finds no GPU (pip install jax[cuda13])" if devices() == "CPU only" else None


def use():
    """Make JAX the default of every function compiled from now on."""
    prepare()
    pytensor.config.linker = "jax"


@functools.cache
def prepare():
    """Teach PyTensor's JAX our operations, and to compile and to place values as old scripts need.

    From now on JAX computes in 64 bits where a graph says so, and matrix products in the precision
    of their dtype also on a GPU.
    """
    import jax

    from legacy_repro.backends.jax import (
        fourier,
        ifelse,
        indexing,
        kernels,
        linker,
        on_host,
        scan,
    )

    jax.config.update("jax_enable_x64", True)
    if "JAX_TRACEBACK_FILTERING" not in os.environ:
        # The others add a note on JAX's frames to every error.
        jax.config.update("jax_traceback_filtering", "tracebackhide")
    jax.config.update("jax_default_matmul_precision", "highest")
    # Where an update changes the shape of a variable, its old memory can't be used again.
    warnings.filterwarnings("ignore", "Some donated buffers were not usable", UserWarning)
    implementations("jax")
    linker.install()


def devices():
    """Return JAX's devices, say "1 GPU (NVIDIA H200)" or "CPU only"."""
    import jax

    found = [device for device in jax.devices() if device.platform != "cpu"]
    if not found:
        return "CPU only"
    return f"{len(found)} {found[0].platform.upper()} ({found[0].device_kind})"
