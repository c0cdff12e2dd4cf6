"""Calls of wget and curl."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legacy_repro.runner.downloads import commands

PICKLE = "http://deeplearning.net/data/mnist/mnist.pkl.gz"
LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"
LIVE = "http://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"


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
