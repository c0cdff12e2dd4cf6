import gzip
import shutil

import pytest

from legacy_repro.datasets import DataError, load, mnist


@pytest.fixture
def mirrored(small, web):
    for name, content in small.items():
        web[f"{mnist.MIRRORS[1]}{name}.gz"] = gzip.compress(content, mtime=0)


def test_without_network_and_cache_one_line_announces_the_digits(tmp_path, capsys):
    assert load().name == "digits"
    assert capsys.readouterr() == (
        "",
        "legacy-repro: using the 1,797 digits that ship with scikit-learn, enlarged to 28x28: "
        f"no intact MNIST in {tmp_path}/cache/mnist, and none to be had from "
        "storage.googleapis.com (ConnectionError) or ossci-datasets.s3.amazonaws.com "
        "(ConnectionError); set LEGACY_REPRO_DATA to a folder with its files\n",
    )


def test_one_process_stays_with_what_it_found(mirrored, web, capsys):
    there = dict(web)
    web.clear()
    assert load().name == "digits"
    web.update(there)
    capsys.readouterr()
    assert load().name == "digits"
    assert capsys.readouterr().err == ""


def test_mirrors_and_then_the_cache_give_mnist(mirrored, web, capsys):
    assert load().name == "MNIST"
    web.clear()
    assert load().name == "MNIST"
    assert capsys.readouterr().err.count("\n") == 1


def test_the_word_digits_asks_for_them(mirrored, web, monkeypatch, capsys):
    assert load("digits").name == "digits"
    monkeypatch.setenv("LEGACY_REPRO_DATA", "digits")
    assert load().name == "digits"
    assert web.asked == []
    assert capsys.readouterr().err == ""


def test_a_folder_is_never_replaced_by_other_data(mirrored, web, small_folder, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_DATA", str(small_folder))
    assert load().name == "MNIST"
    small_folder.joinpath("train-labels-idx1-ubyte.gz").write_bytes(b"\x1f\x8b")
    with pytest.raises(DataError, match=r"train-labels-idx1-ubyte.gz is damaged"):
        load()
    shutil.rmtree(small_folder)
    with pytest.raises(DataError, match="is no folder"):
        load()
    assert web.asked == []


def test_an_empty_variable_says_nothing(mirrored, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_DATA", "")
    assert load().name == "MNIST"
