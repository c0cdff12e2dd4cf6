"""No test reaches the network: what requests would fetch stands in a dictionary."""

import gzip
import hashlib
from types import SimpleNamespace

import numpy as np
import pytest
import requests

from legacy_repro.datasets import idx, mnist, sources


class Web(dict):
    """Address -> the bytes that stand there, empty for a 404; other addresses are out of reach.

    `asked` records what was downloaded, in order.
    """

    def __init__(self):
        self.asked = []

    def head(self, url, **kwargs):
        return SimpleNamespace(status_code=200 if self._answer(url) else 404)

    def get(self, url, **kwargs):
        self.asked.append(url)
        body = self._answer(url)
        return SimpleNamespace(
            headers={"content-length": str(len(body))},
            raise_for_status=lambda: None,
            iter_content=lambda chunk_size: [body[:10], body[10:]],
        )

    def _answer(self, url):
        if url not in self:
            raise requests.ConnectionError("a screen full of text")
        return self[url]


@pytest.fixture(autouse=True)
def web(monkeypatch, tmp_path):
    """An empty network, an empty cache, and an environment that asks for nothing."""
    web = Web()
    monkeypatch.setattr(requests, "head", web.head)
    monkeypatch.setattr(requests, "get", web.get)
    monkeypatch.delenv("LEGACY_REPRO_DATA", raising=False)
    monkeypatch.setenv("LEGACY_REPRO_CACHE", str(tmp_path / "cache"))
    sources._cached_mnist.cache_clear()
    yield web
    sources._cached_mnist.cache_clear()


@pytest.fixture
def small(monkeypatch):
    """Four files that pass for MNIST, by name: 50 + 10 training images and 20 test images."""
    random = np.random.RandomState(1)
    arrays = [
        random.randint(0, high, shape).astype(np.uint8)
        for high, shape in [(256, (60, 28, 28)), (10, 60), (256, (20, 28, 28)), (10, 20)]
    ]
    contents = {name: idx.encode(array) for name, array in zip(mnist.SHA256, arrays, strict=True)}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    monkeypatch.setattr(mnist, "SHA256", hashes)
    monkeypatch.setattr(mnist, "VALIDATION", 10)
    return contents


@pytest.fixture
def small_folder(small, tmp_path):
    """A folder with the four files of `small`, packed."""
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name, content in small.items():
        folder.joinpath(f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    return folder
