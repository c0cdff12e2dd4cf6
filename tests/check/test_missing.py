"""Modules and names of others: what is not there, and what to do."""

import sys

import pytest

from legacy_repro import check


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("import md5", "md5", "hashlib.md5"),
        ("import sets", "sets", "set and frozenset"),
        ("import robotparser", "robotparser", "urllib.robotparser"),
        ("import dummy_thread", "dummy_thread", "threading"),
        ("from sklearn.cross_validation import x", "sklearn.cross_validation", "model_selection"),
        (
            "import sklearn.grid_search as g; g.GridSearchCV",
            "sklearn.grid_search",
            "not in sklearn",
        ),
        ("from sklearn.externals import joblib", "sklearn.externals", "joblib"),
        ("import matplotlib.pyplot as plt; plt.hold(1)", "matplotlib.pyplot.hold", "take it out"),
        ("import pylab as pl; pl.hold(1)", "pylab.hold", "not in matplotlib"),
        ("from matplotlib.mlab import PCA", "matplotlib.mlab.PCA", "sklearn.decomposition"),
    ],
)
def test_what_took_its_place_is_told(findings, line, name, words):
    (found,) = findings(line)
    assert found.kind == "cannot" and found.name.startswith(name)
    assert words in f"{found.now}; {found.remedy}" and "pip install" not in found.remedy


@pytest.mark.parametrize(
    "line",
    [
        "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.imshow(3)",
        "import pylab\npylab.plot([1])",
        "from sklearn import datasets, metrics\ndatasets.load_digits()",
    ],
)
def test_what_others_still_have(findings, line):
    assert findings(line) == []


def test_packages_whose_names_are_not_looked_at_are_named(tmp_path):
    (tmp_path / "a.py").write_text(
        "import tqdm, os, b, numpy, no_such_module_x\nfrom pytest import x"
    )
    (tmp_path / "b.py").write_text("")
    reports = check.check(str(tmp_path / "a.py"))
    assert [each.unseen for each in reports] == [("pytest", "tqdm"), ()]
    assert "; not looked at: pytest, tqdm\n" in check.text(reports)


def test_lasagnes_layers_are_looked_up_where_a_script_has_its_own(monkeypatch):
    import layers
    from legacy_repro.check import lookup

    monkeypatch.setitem(sys.modules, "lasagne.layers", layers)
    monkeypatch.setitem(sys.modules, "layers", check)
    lookup.find.cache_clear()
    assert lookup.find("lasagne.layers:DenseLayer").value is layers.DenseLayer
