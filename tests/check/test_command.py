"""The command `legacy-repro check`: text, JSON, exit statuses, folders, notebooks."""

import json
import os
import subprocess
import sys

import pytest

from legacy_repro import __main__ as command


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """Return a function that checks files by the command; it returns the status and the output."""
    monkeypatch.chdir(tmp_path)

    def write_and_check(files, *arguments):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return command.main(["check", *arguments]), capsys.readouterr().out

    return write_and_check


def notebook(*cells, version="3.7"):
    code = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": code, "metadata": {"language_info": {"version": version}}})


def test_lines_for_a_terminal(check):
    text = "import theano.tensor as T\nprint T.inv(1.)\nprint T.foo, T.inv(2.)\n"
    status, out = check({"a.py": text}, "a.py")
    assert status == 1
    assert out.splitlines() == [
        "a.py:2: translated: print statement -> print(T.inv(1.)) (also line 3)",
        "a.py:2: mapped: theano.tensor.inv -> pytensor.tensor.reciprocal (also line 3)",
        "a.py:3: CANNOT WORK: theano.tensor.foo: legacy-repro has no such name yet; "
        "take another name, or write it yourself",
        "a.py: Python 2; 1 name works as it is, 1 mapped, 1 translated, 0 answered, 1 cannot work",
    ]


def test_the_folder_it_is_started_in_is_not_imported_from(check, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend("")
    monkeypatch.syspath_prepend(str(tmp_path))
    text = "import beside_x, theano\n"
    status, out = check({"r/a.py": text, "beside_x.py": "raise SystemExit"}, "r/a.py")
    assert status == 1 and "CANNOT WORK: beside_x: no such module" in out
    assert not {"", str(tmp_path)} & set(sys.path)


def test_modules_beside_the_script_are_not_executed(tmp_path):
    (tmp_path / "layers.py").write_text("open('EXECUTED', 'w')\n")
    (tmp_path / "a.py").write_text("import lasagne\nlasagne.layers.InputLayer\n")
    command = [sys.executable, "-m", "legacy_repro", "check", "a.py"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "mapped: lasagne.layers.InputLayer -> layers.InputLayer" in ended.stdout
    assert not (tmp_path / "EXECUTED").exists()


def test_a_reader_may_want_the_first_lines_alone(check, monkeypatch):
    closed, writing = os.pipe()
    os.close(closed)
    with os.fdopen(writing, "w") as stdout, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stdout)
        assert check({"a.py": "import pycuda\n"}, "a.py")[0] == 1


def test_a_translated_text_is_one_line_of_100_characters(check):
    text = f"print 3; x = {'1 + ' * 100}1\n"
    _, out = check({"a.py": text}, "a.py")
    line = out.splitlines()[0]
    assert line.startswith("a.py:1: translated: print statement -> print(3); x = 1 + 1")
    assert line.endswith(" ...") and len(line) < 150


def test_all_that_works_is_counted(check):
    status, out = check({"a.py": "import theano.tensor as T\nT.exp(1.)\nT.exp(2.)\n"}, "a.py")
    assert (status, out) == (
        0,
        "a.py: Python 3; 2 names work as they are, 0 mapped, 0 translated, 0 answered, "
        "nothing that cannot work\n",
    )


def test_json(check):
    status, out = check({"a.py": "import theano\ntheano.foo\n"}, "--json", "a.py")
    works = {
        "line": 1,
        "column": 8,
        "kind": "works",
        "name": "theano",
        "now": "legacy_repro.theano",
        "remedy": "",
    }
    cannot = {
        "line": 2,
        "column": 1,
        "kind": "cannot",
        "name": "theano.foo",
        "now": "legacy-repro has no such name yet",
        "remedy": "take another name, or write it yourself",
    }
    count = {"works": 1, "mapped": 0, "translated": 0, "answered": 0, "cannot": 1}
    assert status == 1
    assert json.loads(out) == {
        "files": [{"path": "a.py", "python": 3, "findings": [works, cannot], "summary": count}],
        "summary": {"files": 1, **count},
    }


def test_nothing_is_run(check, tmp_path):
    text = f"open({str(tmp_path / 'made')!r}, 'w')\nimport b\n"
    assert check({"a.py": text, "b.py": text}, "a.py")[0] == 0
    assert sorted(os.listdir(tmp_path)) == ["a.py", "b.py"]


def test_modules_that_a_script_imports_are_checked(check):
    files = {
        "a.py": "import theano\nfrom pack import two\n",
        "pack/__init__.py": "from . import one\n",
        "pack/one.py": "import pycuda, beside\n",
        "beside.py": "",
        "pack/two.py": "",
        "other.py": "import pycuda\n",
    }
    status, out = check(files, "--json", "a.py")
    assert status == 1
    paths = [each["path"] for each in json.loads(out)["files"]]
    assert sorted(paths) == [
        "a.py",
        "beside.py",
        "pack/__init__.py",
        "pack/one.py",
        "pack/two.py",
    ]
    names = [found["name"] for each in json.loads(out)["files"] for found in each["findings"]]
    assert names.count("pycuda") == 1 and "beside" not in names


def test_a_folder(check):
    files = {
        "r/a.py": "print 'a'\n",
        "r/lib/b.py": "import c\n",
        "r/tools/c.py": "",
        "r/n.ipynb": notebook("1 + 1"),
        "r/.git/hidden.py": "import pycuda",
        "r/env/pyvenv.cfg": "",
        "r/env/lib/x.py": "import pycuda",
        "r/data.txt": "",
    }
    status, out = check(files, "r")
    assert status == 0
    table = [line.split() for line in out.splitlines() if line.startswith("| r")]
    assert [(row[1], row[3]) for row in table] == [
        ("r/a.py", "2"),
        ("r/n.ipynb", "3"),
        ("r/lib/b.py", "3"),
        ("r/tools/c.py", "3"),
    ]


def test_cells_of_a_notebook(check):
    cells = ["%matplotlib inline\nimport theano.tensor as T", "x = 1\nT.inv(x)"]
    status, out = check({"n.ipynb": notebook(*cells)}, "n.ipynb")
    assert status == 0
    assert out.splitlines()[0] == (
        "n.ipynb:cell 2:2: mapped: theano.tensor.inv -> pytensor.tensor.reciprocal"
    )
    status, out = check({"n.ipynb": notebook("print 3")}, "--json", "n.ipynb")
    (found,) = json.loads(out)["files"][0]["findings"]
    assert (found["cell"], found["line"], found["name"]) == (1, 1, "print statement")


def test_what_cannot_be_read_is_refused(check, capsys):
    assert command.main(["check", "not_there.py"]) == 2
    assert capsys.readouterr().err == "legacy-repro: not_there.py: No such file or directory\n"


def test_a_damaged_notebook_cannot_work(check):
    status, out = check({"n.ipynb": "{"}, "n.ipynb")
    assert status == 1 and "n.ipynb:1: CANNOT WORK: notebook" in out


def test_a_folder_without_scripts(check):
    assert check({"r/data.txt": ""}, "r") == (
        0,
        "nothing to check: no .py and no .ipynb there\n",
    )
