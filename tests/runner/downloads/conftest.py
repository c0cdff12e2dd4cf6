"""A cache of its own, and a network where nobody is."""

import urllib.request

import pytest
import requests

from legacy_repro import datasets
from legacy_repro.runner.downloads import addresses, made, web

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """An empty cache, and the digits for data."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("LEGACY_REPRO_DATA", "digits")
        patch.setenv("LEGACY_REPRO_CACHE", str(folder))
        made._made.cache_clear()
        yield folder
        made._made.cache_clear()


@pytest.fixture(scope="module")
def content(cache, tmp_path_factory):
    """The bytes that `legacy-repro data` writes, by the address that they answer."""
    folder = tmp_path_factory.mktemp("data")
    return {
        url: datasets.write(addresses.file_at(url), folder)[0].read_bytes()
        for url in (PICKLE, LABELS)
    }


@pytest.fixture
def live(monkeypatch):
    """The calls that go on to the network, where nobody is; urllib and requests ask us first."""
    calls = []

    def reach(self, *args, **kwargs):
        calls.append((args, kwargs))
        return "the live answer"

    for name in ("OpenerDirector", "URLopener"):
        if hasattr(urllib.request, name):
            monkeypatch.setattr(getattr(urllib.request, name), "open", reach)
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", reach)
    web.answer_urllib(urllib.request)
    web.answer_requests(requests.adapters)
    return calls


@pytest.fixture
def next_process(cache):
    """Return a function that forgets what this process has made, as the next process would."""
    yield made._made.cache_clear
    made._made.cache_clear()
