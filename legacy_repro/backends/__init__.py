"""Where graphs are computed: C (the default) or Numba, one module a backend."""

import os

from legacy_repro.backends import c, numba
from legacy_repro.say import say

BACKENDS = {"c": c, "numba": numba}


def choose(name=None):
    """Compute from now on with a backend, "c" or "numba"; return the one that is really used.

    Without a name LEGACY_REPRO_BACKEND decides, else C. Without a compiler the work goes on with
    Numba, said in one line. Raises ValueError for a name that is no backend.
    """
    name = name or os.environ.get("LEGACY_REPRO_BACKEND") or "c"
    if name not in BACKENDS:
        raise ValueError(f"no backend {name!r}: choose one of {', '.join(BACKENDS)}")
    lacking = BACKENDS[name].lacking()
    if lacking:
        say(f"{lacking}; the work goes on with Numba, slower")
        name = "numba"
    BACKENDS[name].use()
    return name
