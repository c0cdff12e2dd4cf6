"""Whether g++'s flags for this CPU work: tried once and remembered, instead of once a process."""

import functools
import hashlib
from contextlib import suppress
from pathlib import Path

import pytensor
from pytensor.link.c import cmodule

SUCCESS = True, True  # they compile, and what they compile runs


def remember():
    """Let PyTensor's trial of the flags be remembered where it succeeds."""
    if hasattr(cmodule, "try_march_flag"):
        cmodule.try_march_flag = once(cmodule.try_march_flag)


def once(trial):
    """Return a trial that isn't made again once a compiler had success with the same flags."""

    @functools.wraps(trial)
    def try_once(flags):
        mark = _mark(flags)
        if mark.exists():
            return SUCCESS
        result = trial(flags)
        if result == SUCCESS:
            with suppress(OSError):
                mark.parent.mkdir(exist_ok=True)
                mark.touch()
        return result

    return try_once


def _mark(flags):
    """Return the path of the file that says that the flags work."""
    config = pytensor.config
    parts = (config.cxx, config.gcc_version_str, config.gcc__cxxflags, *flags)
    return Path(config.compiledir, "probes", hashlib.sha256("\n".join(parts).encode()).hexdigest())
