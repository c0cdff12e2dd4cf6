"""Every operation's examples give on each backend what its plain NumPy `perform` gives."""

import importlib
import os
import pkgutil

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest
from pytensor.compile.mode import Mode

import legacy_repro.ops
from legacy_repro import backends
from legacy_repro.ops.native import NativeOp

BACKEND = os.environ.get("LEGACY_REPRO_BACKEND") or "c"
PERFORM = Mode(linker="py", optimizer="fast_run")
TOLERANCE = {"float32": 2e-5, "float64": 1e-12}


def _cases():
    for package in pkgutil.iter_modules(legacy_repro.ops.__path__, "legacy_repro.ops."):
        if package.ispkg:
            modules = pkgutil.iter_modules(importlib.import_module(package.name).__path__)
            if "examples" in {module.name for module in modules}:
                folder = package.name.rpartition(".")[2]
                for name, outputs, inputs in _examples(f"{package.name}.examples"):
                    yield pytest.param(outputs, inputs, id=f"{folder}-{name}")


def _examples(module):
    """Return the examples of an operation: of what rewrites make only where they make it."""
    module = importlib.import_module(module)
    fused = BACKEND in getattr(module, "FUSED_ON", ())
    return [*module.examples(), *(module.fused() if fused else [])]


def _compiled(outputs, inputs, mode):
    variables = [pt.tensor(dtype=array.dtype, shape=(None,) * array.ndim) for array in inputs]
    return pytensor.function(variables, list(outputs(*variables)), mode=mode)


def _assert_native_code_runs(function):
    for node, thunk in zip(function.vm.nodes, function.vm.thunks, strict=True):
        if isinstance(node.op, NativeOp) and node.op.c_ready(node):
            assert hasattr(thunk, "cthunk"), f"{node.op} runs its perform"


@pytest.mark.parametrize(("outputs", "inputs"), [*_cases()])
def test_backend_agrees_with_perform(outputs, inputs, backend):
    function = _compiled(outputs, inputs, backends.mode(backend))
    if backend == "c":
        _assert_native_code_runs(function)
    expected = _compiled(outputs, inputs, PERFORM)(*inputs)
    for actual, wanted in zip(function(*inputs), expected, strict=True):
        assert actual.dtype == wanted.dtype
        assert actual.shape == wanted.shape
        tolerance = TOLERANCE.get(wanted.dtype.name, 0)
        scale = max(1, np.abs(wanted).max(initial=0))
        np.testing.assert_allclose(actual, wanted, rtol=tolerance, atol=tolerance * scale)
