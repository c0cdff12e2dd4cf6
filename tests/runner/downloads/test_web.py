"""Addresses that are dead, asked for by urllib and requests. No test reaches the network."""

import urllib.request
import warnings
from urllib.error import URLError

import pytest
import requests

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"
IMDB = "http://www.iro.umontreal.ca/~lisa/deep/data/imdb.pkl"
LIVE = "http://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"


def test_urlopen_gives_a_whole_response(live, content, capsys):
    with urllib.request.urlopen(PICKLE) as response:
        assert (response.status, response.getcode(), response.reason) == (200, 200, "OK")
        assert response.geturl() == response.url == PICKLE
        assert response.info()["Content-Length"] == str(len(content[PICKLE]))
        assert response.headers.get("content-length") == response.getheader("Content-Length")
        assert response.read(10) + response.read() == content[PICKLE]
        assert response.read(10) == b""
    assert live == []
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"legacy-repro: {PICKLE} is gone; it is answered with mnist.pkl.gz made from digits"
    )


def test_a_response_is_iterated_line_by_line(live, content):
    assert b"".join(urllib.request.urlopen(LABELS, None, 10)) == content[LABELS]


def test_urlretrieve_reports_and_names_its_file(live, content, tmp_path):
    reports = []
    target = tmp_path / "here.gz"
    name, headers = urllib.request.urlretrieve(PICKLE, target, lambda *args: reports.append(args))
    assert (name, headers["Content-Length"]) == (target, str(len(content[PICKLE])))
    assert target.read_bytes() == content[PICKLE]
    assert reports[0] == (0, 8192, len(content[PICKLE]))
    assert reports[-1][0] * 8192 >= len(content[PICKLE])


@pytest.mark.parametrize(("method", "whole"), [("GET", True), ("HEAD", False)])
def test_a_request(live, content, method, whole):
    request = urllib.request.Request(LABELS, headers={"User-Agent": "me"}, method=method)
    response = urllib.request.urlopen(request)
    assert response.headers["Content-Length"] == str(len(content[LABELS]))
    assert response.read() == (content[LABELS] if whole else b"")


def test_an_opener_of_the_scripts_own(live, content):
    opener = urllib.request.build_opener()
    opener.addheaders = [("User-agent", "me")]
    assert opener.open(LABELS).read() == content[LABELS]


if hasattr(urllib.request, "URLopener"):  # Python 3.14 has none

    def test_url_opener(live, content, tmp_path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            opener = urllib.request.FancyURLopener()
        opener.retrieve(LABELS, tmp_path / "here.gz")
        assert (tmp_path / "here.gz").read_bytes() == content[LABELS]


def test_requests_gives_a_whole_response(live, content):
    response = requests.get(LABELS)
    assert (response.status_code, response.ok, response.url) == (200, True, LABELS)
    assert response.headers["content-length"] == str(len(content[LABELS]))
    assert response.content == content[LABELS]
    streamed = requests.get(LABELS, stream=True)
    assert b"".join(streamed.iter_content(1000)) == content[LABELS]
    assert requests.head(LABELS).content == b""
    assert live == []


def test_what_is_gone_for_good_is_an_error_with_a_remedy(live):
    remedy = f"{IMDB} is gone; there may be a copy at https://web.archive.org/web/{IMDB}"
    with pytest.raises(URLError) as caught:
        urllib.request.urlopen(IMDB)
    assert caught.value.reason == remedy
    with pytest.raises(requests.ConnectionError) as caught:
        requests.get(IMDB)
    assert str(caught.value) == remedy
    assert live == []


def test_what_lives_is_left_alone(live):
    assert urllib.request.urlopen(LIVE, timeout=3) == "the live answer"
    assert live == [((LIVE, None, 3), {})]
