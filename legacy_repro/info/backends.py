"""The backends, and which one computes unless --backend names another.

PyTensor is imported in the functions, as the user's settings come before it.
"""

import os

from legacy_repro.info.rows import told

WHY = "LEGACY_REPRO_BACKEND names another"


def ready():
    """Return a line for each backend: its devices, or what it lacks."""
    from legacy_repro.backends import BACKENDS

    # Asked for its devices, JAX would take most of a GPU's memory.
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    return "\n".join(f"{name}: {told(_state, backend)}" for name, backend in BACKENDS.items())


def _state(backend):
    devices = getattr(backend, "devices", lambda: "CPU")
    return backend.lacking() or f"ready, {devices()}"


def default():
    """Return the backend of ``legacy-repro run``, and what decides that."""
    from legacy_repro.backends import decide

    name, sentence = decide()
    asked = os.environ.get("LEGACY_REPRO_BACKEND")
    return f"{name} ({sentence or (f'LEGACY_REPRO_BACKEND={asked}' if asked else WHY)})"
