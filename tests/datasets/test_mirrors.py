import gzip
import hashlib
import sys
import threading

import pytest
import requests

from legacy_repro.datasets import DataError, mirrors

CONTENTS = {"a": b"the content of a" * 50, "b": b"and that of b" * 50}
SHA256 = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENTS.items()}
ONE, TWO = "https://one.example/d/", "https://two.example/d/"


def packed(name):
    return gzip.compress(CONTENTS[name], mtime=0)


def serve(web, mirror, **changed):
    for name in CONTENTS:
        web[f"{mirror}{name}.gz"] = changed.get(name, packed(name))


def fill(folder):
    mirrors.fill(folder, "DATA", SHA256, (ONE, TWO))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_first_mirror_fills_the_folder_and_one_line_says_so(web, tmp_path, capsys):
    serve(web, ONE)
    serve(web, TWO)
    fill(tmp_path / "new")
    assert contents(tmp_path / "new") == CONTENTS
    assert web.asked == [f"{ONE}a.gz", f"{ONE}b.gz"]
    assert capsys.readouterr() == (
        "",
        f"legacy-repro: downloading DATA from one.example to {tmp_path / 'new'}\n",
    )


def test_a_full_folder_needs_no_network(web, tmp_path, capsys):
    for name, content in CONTENTS.items():
        tmp_path.joinpath(name).write_bytes(content)
    fill(tmp_path)
    assert web.asked == []
    assert capsys.readouterr().err == ""


def test_a_damaged_file_is_downloaded_anew(web, tmp_path):
    tmp_path.joinpath("a").write_bytes(CONTENTS["a"])
    tmp_path.joinpath("b").write_bytes(CONTENTS["b"][:-1])
    serve(web, ONE)
    fill(tmp_path)
    assert contents(tmp_path) == CONTENTS
    assert web.asked == [f"{ONE}b.gz"]


@pytest.mark.parametrize(
    "wrong", [gzip.compress(b"another file", mtime=0), packed("b")[:-9], b"<html>sign in</html>"]
)
def test_wrong_bytes_from_one_mirror_send_to_the_next(web, tmp_path, wrong):
    serve(web, ONE, b=wrong)
    serve(web, TWO)
    fill(tmp_path)
    assert contents(tmp_path) == CONTENTS
    assert web.asked == [f"{ONE}a.gz", f"{ONE}b.gz", f"{TWO}b.gz"]


def test_unpacked_bytes_will_do(web, tmp_path):
    serve(web, ONE, a=CONTENTS["a"])
    fill(tmp_path)
    assert contents(tmp_path) == CONTENTS


def test_a_download_that_breaks_off_sends_to_the_next_mirror(web, tmp_path, monkeypatch):
    def get(url, **kwargs):
        if url.startswith(ONE):
            raise requests.exceptions.ChunkedEncodingError("a screen full of text")
        return web.get(url, **kwargs)

    monkeypatch.setattr(requests, "get", get)
    serve(web, ONE)
    serve(web, TWO)
    fill(tmp_path)
    assert contents(tmp_path) == CONTENTS


def test_without_a_network_each_mirror_is_asked_once(web, tmp_path, capsys):
    with pytest.raises(mirrors.Unreachable) as raised:
        fill(tmp_path)
    assert str(raised.value) == (
        f"no intact DATA in {tmp_path}, and none to be had from one.example (ConnectionError) or "
        "two.example (ConnectionError); set LEGACY_REPRO_DATA to a folder with its files"
    )
    assert web.asked == []
    assert capsys.readouterr().err == ""


def test_the_error_says_what_each_mirror_did(web, tmp_path):
    serve(web, ONE, a=b"", b=b"")
    serve(web, TWO, b=gzip.compress(b"another file", mtime=0))
    with pytest.raises(mirrors.Unreachable) as raised:
        fill(tmp_path)
    assert "one.example (the file is not there)" in str(raised.value)
    assert f"{TWO}b.gz is damaged or another file: its 12 unpacked bytes" in str(raised.value)
    assert contents(tmp_path) == {"a": CONTENTS["a"]}


def test_a_host_that_never_answers_is_given_up(web, tmp_path, monkeypatch):
    forever = threading.Event()
    monkeypatch.setattr(requests, "head", lambda url, **kwargs: forever.wait())
    monkeypatch.setattr(mirrors, "CONNECT_SECONDS", 0.01)
    with pytest.raises(mirrors.Unreachable, match=r"one.example .no answer in 0.01 s. or two."):
        fill(tmp_path)
    forever.set()


def test_a_cache_that_cannot_be_written_is_an_error_with_its_remedy(web, tmp_path):
    serve(web, ONE)
    tmp_path.joinpath("taken").write_bytes(b"")
    found = "cannot write .*taken.a: .*set LEGACY_REPRO_CACHE"
    with pytest.raises(DataError, match=found) as raised:
        fill(tmp_path / "taken")
    assert not isinstance(raised.value, mirrors.Unreachable)


def test_a_terminal_sees_progress_bars(web, tmp_path, capsys, monkeypatch):
    serve(web, ONE)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    fill(tmp_path)
    assert capsys.readouterr().err.count("100%") == 2
