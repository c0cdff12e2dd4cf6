"""A script and the modules of its own, wherever it finds them."""

import os

import pytest

from legacy_repro import check


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Return a function that writes files and returns the Reports on scripts/train.py, by path."""
    monkeypatch.chdir(tmp_path)

    def write_and_check(**files):
        for name, text in files.items():
            path = tmp_path / (name.replace("__", "/") + ".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return {each.path: each for each in check.check(os.path.join("scripts", "train.py"))}

    return write_and_check


@pytest.mark.parametrize(
    "places",
    [
        "sys.path.append('..')",
        "sys.path += ['..']",
        "sys.path = [os.pardir] + sys.path",
        "sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))",
        "sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))",
        "from os.path import *\nsys.path.insert(0, dirname(__file__) + '/..')",
        "sys.path.append(os.path.split(os.path.dirname(os.path.realpath(__file__)))[0])",
        "HERE = os.path.dirname(__file__)\nROOT = os.path.join(HERE, '..')\nsys.path.append(ROOT)",
    ],
)
def test_modules_in_folders_that_it_adds_to_its_path(reports, places):
    found = reports(
        scripts__train=f"import os, sys\n{places}\nfrom lib.old import show\nprint 'go'\n",
        lib__old="import other, theano.tensor as T\ndef show(x):\n    print x, T.absent_here\n",
        other="",
    )
    assert list(found) == ["scripts/train.py", "lib/old.py", "other.py"]
    assert [each.name for each in found["lib/old.py"].findings if each.kind == "cannot"] == [
        "theano.tensor.absent_here"
    ]
    assert not found["scripts/train.py"].cannot()


@pytest.mark.parametrize(
    "places", ["sys.path.append(sys.argv[1])", "a = a + '/..'; sys.path.append(a)"]
)
def test_folders_that_only_a_run_tells_are_left_alone(reports, places):
    found = reports(scripts__train=f"import sys\n{places}\nimport lib\n", lib="")
    assert list(found) == ["scripts/train.py"]


def test_a_folder_above_is_no_module(tmp_path):
    place = tmp_path / "no_such_module_x" / "proj"
    place.mkdir(parents=True)
    (place / "a.py").write_text("import no_such_module_x, proj.a\n")
    (report,) = check.check(str(place))
    assert [each.name for each in report.findings if each.kind == "cannot"] == ["no_such_module_x"]
