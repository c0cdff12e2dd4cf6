import importlib
import subprocess
import sys

import pytest

from legacy_repro import names


def test_old_names_are_our_very_modules():
    import lasagne.layers
    import theano.tensor.nnet

    import layers
    import legacy_repro.theano

    assert theano is legacy_repro.theano
    assert theano.tensor.nnet is sys.modules["legacy_repro.theano.tensor.nnet"]
    assert theano.tensor.nnet.__spec__.name == "legacy_repro.theano.tensor.nnet"
    assert lasagne.layers is layers
    assert importlib.import_module("lasagne.layers.helper") is layers.network


def test_modules_are_attributes_too():
    code = (
        "import legacy_repro; legacy_repro.activate()\n"
        "from theano import sparse, ifelse\n"
        "from theano.tensor import signal, nnet\n"
        "import lasagne\n"
        "print(sparse.__name__, ifelse.ifelse.__name__, signal.pool.pool_2d.__name__,"
        " lasagne.layers.helper.get_output.__name__)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout == "legacy_repro.theano.sparse ifelse pool_2d get_output\n", ended.stderr


def test_a_module_that_is_not_there_is_named():
    with pytest.raises(ModuleNotFoundError, match=r"^theano\.sandbox\.theory: legacy-repro has no"):
        importlib.import_module("theano.sandbox.theory")


@pytest.mark.parametrize("module", ["theano", "theano.tensor", "theano.tensor.nnet", "lasagne"])
def test_a_name_that_is_not_there_is_named(module):
    with pytest.raises(
        AttributeError, match=rf"^{module}\.nonsense: legacy-repro has no such name"
    ):
        importlib.import_module(module).nonsense  # noqa: B018


def test_an_import_error_inside_a_module_of_ours_is_not_hidden(monkeypatch):
    def broken(name):
        raise ModuleNotFoundError("No module named 'scipy'", name="scipy")

    monkeypatch.setattr(names.importlib, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="scipy"):
        names.FINDER.create_module(importlib.util.spec_from_loader("theano.tensor", names.FINDER))


def test_installing_twice_changes_nothing():
    names.install()
    assert sys.meta_path.count(names.FINDER) == 1


@pytest.mark.parametrize(
    ("old", "ours"),
    [
        ("theano.tensor.signal.pool", "legacy_repro.theano.tensor.signal.pool"),
        ("theano.gof.fg", "pytensor.graph.fg"),
        ("lasagne.layers.conv", "layers.conv"),
        ("lasagne.layers.helper", "layers.network"),
        ("lasagne.init", "legacy_repro.lasagne.init"),
    ],
)
def test_homes(old, ours):
    assert names.home(old) == ours
    assert names.old_name(ours) == old
