"""Addresses that are dead, asked for in every way that scripts do. No test reaches the network."""

import os
import re
import subprocess
import sys
import urllib.request
import warnings
from pathlib import Path
from urllib.error import URLError

import pytest
import requests

import legacy_repro
from legacy_repro import datasets
from legacy_repro.runner.downloads import add_note, addresses, commands, made, missing, web

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"
IMDB = "http://www.iro.umontreal.ca/~lisa/deep/data/imdb.pkl"
LIVE = "http://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"


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


@pytest.fixture
def next_process(cache):
    """Return a function that forgets what this process has made, as the next process would."""
    yield made._made.cache_clear
    made._made.cache_clear()


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


@pytest.mark.parametrize(
    ("command", "target"),
    [
        (f"wget {LABELS}", "t10k-labels-idx1-ubyte.gz"),
        (f"wget -q -nc '{LABELS}'", "t10k-labels-idx1-ubyte.gz"),
        (f"wget --no-check-certificate {LABELS} -P data/in", "data/in/t10k-labels-idx1-ubyte.gz"),
        (f"wget {LABELS} --output-document='a b.gz'", "a b.gz"),
        (f"/usr/bin/wget -O here.gz {LABELS}\n", "here.gz"),
        (f"curl -sLO {LABELS}", "t10k-labels-idx1-ubyte.gz"),
        (f"curl -o here.gz {LABELS}", "here.gz"),
        (["wget", "-q", LABELS, "-O", "a $b.gz"], "a $b.gz"),
        (("curl", "--output", "here.gz", LABELS), "here.gz"),
    ],
)
def test_simple_calls_of_wget_and_curl(cache, content, tmp_path, monkeypatch, command, target):
    monkeypatch.chdir(tmp_path)
    if isinstance(command, str):
        assert commands.system(os.system)(command) == 0
    else:
        subprocess.check_call(commands.rewritten(command))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written == [tmp_path / target]
    assert written[0].read_bytes() == content[LABELS]


def test_two_files_by_one_call(cache, content, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    subprocess.check_call(commands.rewritten(["wget", LABELS, PICKLE]))
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {content[LABELS], content[PICKLE]}


def test_popen_keeps_its_options(cache, content, tmp_path):
    class Popen(subprocess.Popen):
        __init__ = commands.popen(subprocess.Popen.__init__)

    with Popen(f"wget {LABELS}", shell=True, cwd=tmp_path) as process:
        assert process.wait() == 0
    assert (tmp_path / "t10k-labels-idx1-ubyte.gz").read_bytes() == content[LABELS]
    with Popen([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE) as process:
        assert process.stdout.read().strip() == b"1"


@pytest.mark.parametrize(
    ("args", "options"),
    [
        (["wget", PICKLE], {"shell": True}),
        (["wget", PICKLE], {"executable": "/bin/true"}),
        (["wget", PICKLE], -1),
        (f"wget {PICKLE}", {}),
    ],
)
def test_popen_with_another_program_or_shell_than_meets_the_eye(args, options, capsys):
    calls = []

    def init(self, args, bufsize=-1, executable=None, shell=False):
        calls.append((args, executable, shell))

    rest, options = ([], options) if isinstance(options, dict) else ([options, "/bin/true"], {})
    commands.popen(init)("self", args, *rest, **options)
    executable = "/bin/true" if rest else options.get("executable")
    assert calls == [(args, executable, options.get("shell", False))]
    assert "writes that file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "replaced"), [("wget", False), ("wget -O mnist.pkl.gz", True), ("curl -O", True)]
)
def test_a_file_that_is_there_stays_where_the_program_leaves_it(
    cache, content, tmp_path, monkeypatch, command, replaced
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mnist.pkl.gz").write_bytes(b"mine")
    subprocess.check_call(commands.rewritten([*command.split(), PICKLE]))
    assert (tmp_path / "mnist.pkl.gz").read_bytes() == (content[PICKLE] if replaced else b"mine")


@pytest.mark.parametrize(
    "command",
    [
        f"cd data && wget {PICKLE}",
        f"curl {PICKLE} > here.gz",
        f"curl {PICKLE}",
        f"wget -O - {PICKLE}",
        f"wget --mirror {PICKLE}",
        f"wget {PICKLE} -P ~/data",
        f"wget {PICKLE} -P 'data",
        ["sh", "-c", f"wget {PICKLE}"],
        [b"wget", PICKLE],
        ["wget", PICKLE, "-O", Path("here.gz")],
        ["wget", PICKLE, 3],
    ],
)
def test_other_calls_are_left_to_the_shell_with_the_remedy(command, capsys):
    assert commands.rewritten(command) is command
    assert capsys.readouterr().err == (
        f"legacy-repro: {PICKLE} is gone; `legacy-repro data mnist.pkl.gz DIR` writes that file\n"
    )


@pytest.mark.parametrize("command", [f"wget {LIVE}", ["wget", LIVE], "ls", b"ls", ["ls", b"-l"]])
def test_other_commands_are_left_alone(command, capsys):
    assert commands.rewritten(command) is command
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("mnist.pkl.gz", "mnist.pkl.gz ."),
        (b"../data/mnist.pkl.gz", "mnist.pkl.gz ../data"),
        ("/a b/train-images-idx3-ubyte", "train-images-idx3-ubyte '/a b'"),
        ("t10k-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz ."),
    ],
)
def test_a_missing_data_file_is_named_with_its_command(path, command):
    with pytest.raises(OSError) as caught:
        os.open(path, os.O_RDONLY)
    add_note(caught.value)
    assert caught.value.__notes__ == [
        f"legacy-repro makes this file of MNIST's digits: legacy-repro data {command}"
    ]


def test_numpy_names_a_missing_table_in_its_text():
    import numpy as np

    with pytest.raises(FileNotFoundError) as caught:
        np.loadtxt("data/train.csv", delimiter=",")
    add_note(caught.value)
    assert caught.value.__notes__[0].endswith("legacy-repro data train.csv data")


def test_the_error_that_another_came_from_gets_the_note():
    with pytest.raises(RuntimeError) as caught:
        try:
            Path("mnist.pkl.gz").read_bytes()
        except OSError as error:
            raise RuntimeError("no data") from error
    add_note(caught.value)
    assert len(caught.value.__cause__.__notes__) == 1
    assert not hasattr(caught.value, "__notes__")


def test_the_folder_is_right_from_where_the_user_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as caught:
        Path("mnist.pkl.gz").read_bytes()
    add_note(caught.value)
    assert caught.value.__notes__[0].endswith(f"data mnist.pkl.gz {tmp_path}")


def test_other_errors_get_no_note():
    for error in (FileNotFoundError(2, "no", "my.pkl"), FileNotFoundError(), ValueError("x")):
        add_note(error)
        assert not hasattr(error, "__notes__")


def test_every_file_with_a_note_can_be_made():
    from legacy_repro.datasets import export

    assert set(missing.MADE) == set(export.KNOWN) - {"idx"}


INSTALLED = """
import sys
from legacy_repro.runner import downloads
downloads.install()
downloads.install()
print("urllib.request" in sys.modules, "requests" in sys.modules, "numpy" in sys.modules)
from urllib.request import urlretrieve
import os, requests, subprocess
import pickle
for function in (os.system, subprocess.call, subprocess.Popen, subprocess.Popen.__init__):
    assert pickle.loads(pickle.dumps(function)) is function
urlretrieve({url!r}, "by_urllib")
with open("by_requests", "wb") as file:
    file.write(requests.get({url!r}).content)
os.system("wget -O by_system {url}")
subprocess.call(["curl", "-o", "by_subprocess", {url!r}])
os.popen("curl -o by_popen {url}").read()
"""


def test_a_script_that_imports_them_later(cache, content, tmp_path):
    script = INSTALLED.format(url=LABELS)
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path
    )
    assert ended.stdout == "False False False\n", ended.stderr
    assert ended.stderr.count("is gone") == 1
    ways = ("urllib", "requests", "system", "subprocess", "popen")
    assert {path.name for path in tmp_path.iterdir()} == {f"by_{way}" for way in ways}
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {content[LABELS]}
