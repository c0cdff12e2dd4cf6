"""Addresses and data files in a script's strings."""

import pytest

MNIST = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
GONE = "http://www-etud.iro.umontreal.ca/~mesnilgr/atis/atis.fold0.pkl.gz"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"url = '{MNIST}'", "answered", MNIST),
        (f"import os\nos.system('wget -q {MNIST}')", "answered", MNIST),
        (
            "u = 'http://yann.lecun.com/exdb/mnist/'",
            "answered",
            "http://yann.lecun.com/exdb/mnist/",
        ),
        (f"url = '{GONE}'", "cannot", GONE),
        ("name = '../data/mnist.pkl.gz'", "answered", "../data/mnist.pkl.gz"),
        ("load('t10k-labels-idx1-ubyte')", "answered", "t10k-labels-idx1-ubyte"),
        ("open('t10k-labels-idx1-ubyte')", "cannot", "t10k-labels-idx1-ubyte"),
        ("import gzip\ngzip.open('mnist.pkl.gz', 'rb')", "cannot", "mnist.pkl.gz"),
        ("import numpy as np\nnp.loadtxt('data/train.csv')", "cannot", "data/train.csv"),
    ],
)
def test_what_is_gone_or_not_there(findings, text, kind, name):
    (found,) = findings(text)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        f"'''See {MNIST}'''",
        f"def f():\n    '{GONE}'\n",
        "print('see http://deeplearning.net/tutorial/ for more')",
        "url = 'http://deeplearning.net/tutorial/mlp.html'",
        "url = 'http://example.org/data.pkl.gz'",
        "name = 'data.pkl.gz'",
    ],
)
def test_what_is_no_data(findings, text):
    assert findings(text) == []


@pytest.mark.parametrize("place", ["mnist.pkl.gz", "data/mnist.pkl.gz"])
def test_what_is_there_is_not_missed(findings, tmp_path, place):
    (tmp_path / "data").mkdir()
    (tmp_path / place).write_bytes(b"")
    assert findings("name = 'mnist.pkl.gz'") == []


def test_a_file_that_the_script_fetches_is_answered(findings):
    found = findings(f"u = '{MNIST}'\nopen('mnist.pkl.gz')\n")
    assert [each.kind for each in found] == ["answered", "answered"]


@pytest.mark.parametrize(
    ("name", "owner"), [("train.csv", "Kaggle's"), ("mnist.pkl.gz", "MNIST's")]
)
def test_whose_file_it_is_is_told(findings, name, owner):
    (found,) = findings(f"name = '{name}'")
    assert found.now == f"not there; it is one of {owner} files of digits"


def test_the_command_that_makes_a_file_is_told(findings):
    (found,) = findings("name = 'some data/mnist.pkl.gz'")
    assert found.remedy == "legacy-repro data mnist.pkl.gz 'some data'"
