"""What Python, NumPy and SciPy have dropped since 2015, supplied in a script's process alone."""

from legacy_repro.runner import imports
from legacy_repro.runner.python2.removed import modules, stdlib_names


def install():
    """Supply what is missing; what is there stays. A second call changes nothing."""
    stdlib_names.install()
    modules.install()
    imports.after("numpy", _supply_numpy)


def _supply_numpy(module):
    from legacy_repro.runner.python2.removed import numpy_names

    numpy_names.install()
