"""What the user set as for Theano, and the float type that is in force."""

import os

from legacy_repro import flags
from legacy_repro.info.rows import short, told


def theano_flags():
    """Return the flags of THEANO_FLAGS, which go before those of the files."""
    return _listed(flags.parse(os.environ.get("THEANO_FLAGS", "")))


def theanorc():
    """Return a line for each configuration file: its flags, or why it has none."""
    return "\n".join(told(_file, path) for path in flags.theanorc_paths())


def _file(path):
    try:
        open(path, encoding="utf-8").close()
    except FileNotFoundError:
        return f"no file {short(path)}"
    except OSError as error:
        return f"{short(path)} is ignored, it cannot be read: {error.strerror}"
    return f"{short(path)}: {_listed(flags.read_theanorc([path]))}"


def _listed(given):
    return ", ".join(f"{name}={value}" for name, value in given.items()) or "nothing set"


def float_type():
    """Put all that the user set in force, and return PyTensor's floatX."""
    flags.apply()
    import pytensor

    return pytensor.config.floatX
