"""The name ``lasagne``: Lasagne 0.2's modules on PyTensor; its layers are the package `layers`."""

from legacy_repro import names
from legacy_repro.lasagne import (
    init,
    nonlinearities,
    objectives,
    random,
    regularization,
    updates,
    utils,
)

import layers  # isort: skip  (it uses the modules above)

__version__ = "0.2.dev1"

__getattr__ = names.absent(__name__)
