"""Where graphs are computed: C (the default), Numba or JAX, one module a backend."""

import functools
import os

from pytensor.compile.mode import get_mode

from legacy_repro import flags
from legacy_repro.backends import blas, c, calls, jax, numba, placement
from legacy_repro.say import say

BACKENDS = {"c": c, "numba": numba, "jax": jax}
MODES = {"c": "CVM", "numba": "NUMBA", "jax": "JAX"}  # PyTensor's names


def choose(name=None):
    """Compute from now on with a backend, "c", "numba" or "jax"; return the one that is used.

    Raises ValueError and ModuleNotFoundError as `decide` does, and says what that has to say.
    """
    name, sentence = decide(name)
    if sentence:
        say(sentence)
    _prepare_all()
    BACKENDS[name].use()
    return name


def decide(name=None):
    """Return the backend to compute with, and a sentence where it is not the one asked for.

    Without a name LEGACY_REPRO_BACKEND decides, then Theano's flag device=gpu or cuda, which means
    JAX on a GPU, else it is C. Without a GPU the work goes on with C, without a compiler with
    Numba. Raises ValueError for a name that is no backend, ModuleNotFoundError if JAX is asked for
    by name and not installed.
    """
    name = name or os.environ.get("LEGACY_REPRO_BACKEND")
    if name and name not in BACKENDS:
        raise ValueError(f"no backend {name!r}: choose one of {', '.join(BACKENDS)}")
    if name == "jax" and jax.lacking():
        raise ModuleNotFoundError(jax.lacking())
    device = flags.read().get("device", "cpu")
    sentence = None
    if not name and not device.startswith("cpu"):
        lacking = jax.lacking() or jax.lacking_gpu()
        if not lacking:
            return "jax", None
        sentence = f"device={device}: {lacking}; the work goes on with C on the CPU"
    if name in (None, "c") and c.lacking():
        return "numba", f"{c.lacking()}; the work goes on with Numba, slower"
    return name or "c", sentence


def mode(name):
    """Return the mode that compiles one function with a backend, whatever the others use."""
    _prepare_all()
    BACKENDS[name].prepare()
    return get_mode(MODES[name])


@functools.cache
def _prepare_all():
    """Do what each backend needs where another may compile a function, too."""
    blas.link()
    placement.watch()
    calls.install()
