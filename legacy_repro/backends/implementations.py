"""The implementations of our operations for a backend: one module an operation, if it has one."""

import importlib
import pkgutil

import legacy_repro.ops


def implementations(backend):
    """Import the module of that name of every operation that has one, which registers it."""
    for package in pkgutil.iter_modules(legacy_repro.ops.__path__, "legacy_repro.ops."):
        if package.ispkg:
            modules = pkgutil.iter_modules(importlib.import_module(package.name).__path__)
            if backend in {module.name for module in modules}:
                importlib.import_module(f"{package.name}.{backend}")
