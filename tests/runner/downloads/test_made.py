"""The files that answer: made once, checked, made again."""

import re
import urllib.request
from urllib.error import URLError

import pytest
import requests

import legacy_repro
from legacy_repro import datasets
from legacy_repro.runner.downloads import commands, made

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"


def test_a_file_is_made_once(cache, content, monkeypatch, next_process):
    path = made.in_place_of(PICKLE)
    assert path == cache / "made" / legacy_repro.__version__ / "digits" / "mnist.pkl.gz"
    next_process()
    monkeypatch.setattr(datasets, "write", None)
    assert made.in_place_of(PICKLE) == path


@pytest.mark.parametrize("damaged", ["", ".sha256"])
def test_a_file_is_made_again_if_it_is_damaged(content, next_process, damaged):
    path = made.in_place_of(LABELS)
    path.with_name(path.name + damaged).write_bytes(content[LABELS][:-1])
    next_process()
    assert made.in_place_of(LABELS).read_bytes() == content[LABELS]


def test_a_file_is_made_again_by_another_version(content, monkeypatch, next_process):
    path = made.in_place_of(LABELS)
    monkeypatch.setattr(legacy_repro, "__version__", "later")
    next_process()
    again = made.in_place_of(LABELS)
    assert again != path
    assert again.read_bytes() == content[LABELS]


@pytest.fixture
def not_made(tmp_path, monkeypatch, next_process):
    """Return the sentence on a file that cannot be made, as the cache cannot be written."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEGACY_REPRO_CACHE", str(tmp_path / "file"))
    next_process()
    return (
        rf"{LABELS} is gone, and t10k-labels-idx1-ubyte.gz cannot be made in its place: "
        "cannot write .* name it by LEGACY_REPRO_CACHE"
    )


def test_a_cache_that_cannot_be_written_is_named(not_made):
    with pytest.raises(made.NotMade, match=not_made):
        made.in_place_of(LABELS)


def test_data_that_cannot_be_made_is_an_error_that_a_script_expects(live, not_made):
    with pytest.raises(URLError, match=not_made):
        urllib.request.urlopen(LABELS)
    with pytest.raises(requests.ConnectionError, match=not_made):
        requests.get(LABELS)
    assert live == []


def test_a_command_stays_if_the_data_cannot_be_made(not_made, capsys):
    for _ in range(2):
        assert commands.rewritten(f"wget {LABELS}") == f"wget {LABELS}"
    said = capsys.readouterr().err
    assert re.fullmatch(f"legacy-repro: {not_made}\n", said)


def test_data_that_is_not_where_it_should_be(live, monkeypatch, tmp_path, next_process):
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(tmp_path / "none"))
    next_process()
    with pytest.raises(URLError, match=r"cannot be made in its place: the data folder .* is no"):
        urllib.request.urlopen(LABELS)
