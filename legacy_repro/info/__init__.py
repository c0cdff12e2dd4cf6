"""``legacy-repro info``: what is here, and the remedy for what is missing. Nothing is compiled."""

import shutil

from legacy_repro.info import backends, compilation, data, settings, software
from legacy_repro.info.rows import laid_out, told

# In this order: `float_type` hands the user's settings to PyTensor before others import it.
SUBJECTS = {
    "legacy-repro": software.project,
    "Python": software.python,
    "libraries": software.libraries,
    "THEANO_FLAGS": settings.theano_flags,
    ".theanorc": settings.theanorc,
    "floatX": settings.float_type,
    "C++ compiler": compilation.compiler,
    "BLAS of C": compilation.linked_blas,
    "threads of C": compilation.threads,
    "compile cache": compilation.cache,
    "backends": backends.ready,
    "default": backends.default,
    "MNIST": data.mnist_place,
}


def show():
    """Print every subject with what there is to tell, in lines as wide as the terminal."""
    width = shutil.get_terminal_size((100, 24)).columns
    rows = [laid_out(subject, told(tell), width) for subject, tell in SUBJECTS.items()]
    print("\n".join(rows))  # at once: what libraries warn of on the way would break the table
