"""Which addresses are dead, and which of them are answered."""

import pytest

from legacy_repro import datasets
from legacy_repro.runner.downloads import addresses

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
IMDB = "http://www.iro.umontreal.ca/~lisa/deep/data/imdb.pkl"
LIVE = "http://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"


@pytest.mark.parametrize(
    "url",
    [
        PICKLE,
        "https://www.deeplearning.net/data/mnist/mnist.pkl.gz",
        "http://WWW.IRO.umontreal.ca/~lisa/deep/data/mnist/mnist.pkl.gz",
        "http://iro.umontreal.ca/%7Elisa/deep/data/mnist/mnist.pkl.gz?x=1",
    ],
)
def test_an_address_has_many_spellings(url):
    assert addresses.file_at(url) == "mnist.pkl.gz"
    assert addresses.is_gone(url)


@pytest.mark.parametrize("name", datasets.mnist.SHA256)
def test_the_four_files_of_mnist(name):
    assert addresses.file_at(f"http://yann.lecun.com/exdb/mnist/{name}.gz") == f"{name}.gz"


@pytest.mark.parametrize(
    "url", [IMDB, "http://deeplearning.net", "http://yann.lecun.com/exdb/mnist/other.gz"]
)
def test_what_is_gone_for_good(url):
    assert addresses.file_at(url) is None
    assert addresses.is_gone(url)


@pytest.mark.parametrize(
    "url",
    [
        LIVE,
        "http://www.iro.umontreal.ca/~bengioy/",
        "http://yann.lecun.com/",
        "http://notdeeplearning.net/data/mnist/mnist.pkl.gz",
        "http://deeplearning.net.example.org/data/mnist/mnist.pkl.gz",
        "file:///data/mnist/mnist.pkl.gz",
        "http://[broken/mnist.pkl.gz",
    ],
)
def test_what_lives(url):
    assert addresses.file_at(url) is None
    assert not addresses.is_gone(url)
