"""The versions of what is installed."""

import platform
from importlib import metadata
from pathlib import Path

import legacy_repro
from legacy_repro.info.rows import short

# Name: what pip installs where it is missing.
LIBRARIES = {
    "PyTensor": "pytensor",
    "NumPy": "numpy",
    "SciPy": "scipy",
    "Numba": "numba",
    "JAX": "jax",
}


def project():
    """Return this package's version and folder."""
    return f"{legacy_repro.__version__} in {short(Path(legacy_repro.__file__).parent)}"


def python():
    """Return Python's version and the platform."""
    return f"{platform.python_version()} on {platform.platform()}"


def libraries():
    """Return the version of each library, or how to install it."""
    return ", ".join(_version(name, remedy) for name, remedy in LIBRARIES.items())


def _version(name, remedy):
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"no {name} (pip install {remedy})"
