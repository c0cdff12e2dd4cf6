"""Modules that are acted on when a script imports them, however it does."""

import importlib
import importlib.machinery
import importlib.util
import sys

import pytest

from legacy_repro.runner import imports


@pytest.fixture
def acted(tmp_path, monkeypatch):
    """Return the list of modules acted on; the module is called `waited_for`."""
    monkeypatch.setattr(imports, "_acts", {})
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())
    monkeypatch.syspath_prepend(tmp_path)
    acted = []
    imports.after("waited_for", acted.append)
    yield acted
    sys.modules.pop("waited_for", None)


@pytest.fixture
def source(tmp_path, acted):
    path = tmp_path / "waited_for.py"
    path.write_text("loader = __spec__.loader\n")
    return path


def test_the_module_is_acted_on_once_and_has_its_own_loader(source, acted):
    import waited_for

    importlib.import_module("waited_for")
    assert acted == [waited_for]
    loaders = {waited_for.loader, waited_for.__loader__, waited_for.__spec__.loader}
    assert [type(loader) for loader in loaders] == [importlib.machinery.SourceFileLoader]


@pytest.mark.usefixtures("source")
def test_a_look_whether_it_is_there_loses_nothing(acted):
    spec = importlib.util.find_spec("waited_for")
    assert acted == []
    assert spec.loader.get_source("waited_for").startswith("loader")
    importlib.import_module("waited_for")
    assert len(acted) == 1


def test_an_import_that_fails_loses_nothing(source, acted):
    source.write_text("1 / 0")
    with pytest.raises(ZeroDivisionError):
        importlib.import_module("waited_for")
    assert acted == []
    source.write_text("x = 1  # and longer")
    importlib.import_module("waited_for")
    assert len(acted) == 1


@pytest.mark.usefixtures("source")
def test_what_is_executed_anew_is_acted_on_anew(acted):
    module = importlib.import_module("waited_for")
    importlib.reload(module)
    assert acted == [module, module]


@pytest.mark.usefixtures("source")
def test_an_import_that_is_put_off(acted):
    spec = importlib.util.find_spec("waited_for")
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules["waited_for"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert acted == []
    assert isinstance(module.loader, importlib.machinery.SourceFileLoader)
    assert acted == [module]


def test_a_folder_of_that_name_is_imported_as_ever(tmp_path, acted):
    (tmp_path / "waited_for").mkdir()
    assert list(importlib.import_module("waited_for").__path__) == [str(tmp_path / "waited_for")]
    assert acted == []


@pytest.mark.usefixtures("acted")
def test_a_loader_that_is_a_class_stays_as_it_is(monkeypatch):
    acted = []
    execute = importlib.machinery.FrozenImporter.exec_module
    imports.after("__hello__", acted.append)
    monkeypatch.delitem(sys.modules, "__hello__", raising=False)
    hello = importlib.import_module("__hello__")
    assert acted == [hello]
    assert hello.__loader__ is importlib.machinery.FrozenImporter
    assert importlib.machinery.FrozenImporter.exec_module is execute


@pytest.mark.usefixtures("source")
def test_several_actions_in_their_order_each_once(acted):
    second = []
    imports.after("waited_for", act := lambda module: second.append(len(acted)))
    imports.after("waited_for", act)
    module = importlib.import_module("waited_for")
    imports.after("waited_for", act)
    assert (acted, second) == ([module], [1])
    imports.after("waited_for", third := [].append)
    assert third.__self__ == [module]


def test_what_is_blocked_stays_blocked(acted, monkeypatch):
    monkeypatch.setitem(sys.modules, "blocked", None)
    imports.after("blocked", acted.append)
    with pytest.raises(ImportError):
        importlib.import_module("blocked")
    assert acted == []


@pytest.mark.usefixtures("source")
def test_a_finder_that_asks_the_others_again(acted, monkeypatch):
    class Asking:
        asking = False

        def find_spec(self, name, path=None, target=None):
            if self.asking:
                return None
            self.asking = True
            try:
                return importlib.util.find_spec(name)
            finally:
                self.asking = False

    sys.meta_path.insert(1, Asking())
    sys.meta_path.insert(1, object())
    importlib.import_module("waited_for")
    assert len(acted) == 1
