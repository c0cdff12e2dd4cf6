"""``theano.compile.mode``: PyTensor's modes, and its list of rewrites called as in Theano."""

import pytensor.compile.mode
from pytensor.compile.mode import Mode, get_default_mode, get_mode

from legacy_repro import names
from legacy_repro.theano.gof.optdb import Positioned

optdb = Positioned(pytensor.compile.mode.optdb)

_elsewhere = names.absent(__name__, elsewhere=pytensor.compile.mode)


def __getattr__(name):
    # What FAST_RUN is depends on the backend, which is chosen after this is imported.
    if name == "FAST_RUN":
        return get_mode(name)
    if name == "predefined_modes":
        return {"FAST_RUN": get_mode("FAST_RUN"), **pytensor.compile.mode.predefined_modes}
    return _elsewhere(name)
