"""Notebooks run cell by cell, in a process of their own where output or figures count."""

import ast
import json
import os
import subprocess
import sys

import pytest

from legacy_repro.runner.notebook import NotebookError, magics, steps
from legacy_repro.runner.notebook.cells import read

RUN = """
import sys
from legacy_repro.runner import notebook, pictures
pictures.install("figures", "mine")
namespace = {"__name__": "__main__"}
for code in notebook.steps(open("mine.ipynb", "rb").read(), "mine.ipynb"):
    exec(code, namespace)
"""


def format4(*cells, **metadata):
    """Return the bytes of a notebook of today."""
    made = [{"cell_type": "markdown", "source": "# Title"}]
    made += [{"cell_type": "code", "source": cell.splitlines(True)} for cell in cells]
    return json.dumps({"nbformat": 4, "metadata": metadata, "cells": made}).encode()


def format3(*cells):
    """Return the bytes of a notebook of 2013."""
    made = [{"cell_type": "code", "input": cell, "language": "python"} for cell in cells]
    made.insert(0, {"cell_type": "heading", "level": 1, "source": "Title"})
    worksheets = [{"cells": made, "metadata": {}}]
    return json.dumps({"nbformat": 3, "metadata": {"name": ""}, "worksheets": worksheets}).encode()


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a notebook of these cells in `tmp_path`."""

    def run(*cells):
        (tmp_path / "mine.ipynb").write_bytes(format4(*cells))
        return subprocess.run(
            [sys.executable, "-c", RUN], capture_output=True, text=True, cwd=tmp_path
        )

    return run


@pytest.mark.parametrize("form", [format4, format3])
def test_both_formats_hold_the_same_cells(form):
    notebook = read(form("a = 1\nb = 2", "", "a"), "mine.ipynb")
    assert notebook.cells == ["a = 1\nb = 2", "", "a"]
    assert not notebook.python2


def test_cells_share_their_names_and_show_their_last_value(run):
    ended = run(
        "a = 'x'\na", "a * 2;", "b = [a, 1]\nprint(b)\nb", "None", "", "_ + [2]", "def f():\n  1"
    )
    assert (ended.stdout, ended.stderr) == ("'x'\n['x', 1]\n['x', 1]\n['x', 1, 2]\n", "")


def test_a_traceback_names_the_cell_and_shows_its_line(run):
    ended = run("%matplotlib inline\ndef f(x):\n    return 1 / x", "f(1)", "\nf(0)")
    assert ended.returncode == 1
    assert ended.stdout == "1.0\n"
    assert 'File "mine.ipynb, cell 3", line 2, in <module>\n    f(0)\n' in ended.stderr
    assert 'File "mine.ipynb, cell 1", line 3, in f\n    return 1 / x\n' in ended.stderr


def test_a_syntax_error_comes_when_its_cell_does(run):
    ended = run("print('before')", "x = 1\nx = = 2")
    assert ended.stdout == "before\n"
    assert 'File "mine.ipynb, cell 2", line 2\n' in ended.stderr
    assert "SyntaxError" in ended.stderr


def test_the_figures_of_a_cell_are_shown_as_it_ends(run, tmp_path):
    ended = run(
        "%pylab inline\nplot([1, 2])\nprint(np.sum([1, 2]), len(plt.get_fignums()))",
        "import matplotlib.pyplot as plt\nprint(plt.get_fignums())\nplt.plot([1]); plt.show()",
    )
    assert ended.stdout == "3 1\n[]\n", ended.stderr
    assert sorted(os.listdir(tmp_path / "figures")) == ["mine-1.png", "mine-2.png"]


def test_display_is_there_with_and_without_its_import(run):
    ended = run(
        "display('a', 1)",
        "from IPython.display import clear_output, display, Image\nclear_output(True)",
        "from IPython import display as d\nd.display(2.5)",
        "isinstance(Image('x.png', width=3), Image)",
    )
    assert ended.stdout == "'a'\n1\n2.5\nTrue\n", ended.stderr


def test_run_and_timeit_and_time_do_their_work_once(run, tmp_path):
    (tmp_path / "beside.py").write_text("value = __name__\n")
    ended = run(
        "%run beside.py\nvalue",
        "%timeit -n 100 -r3 print('once')",
        "%%time\nx = 4",
        "%time y = x + 1\ny",
        "%time y",
    )
    assert ended.stdout == "'__main__'\nonce\n5\n5\n", ended.stderr
    assert ended.stderr == ""


def test_what_is_left_out_is_named_once(run):
    ended = run(
        "%matplotlib inline\n!ls -l",
        "if True:\n    %matplotlib inline\nprint?\n?print",
        "%%bash\necho no",
        "files = !ls\nprint('end')",
    )
    assert ended.stdout == "end\n"
    assert ended.stderr == (
        "legacy-repro: mine.ipynb: left out, as only a live notebook has it: "
        "%matplotlib inline, !ls -l, print?, ?print, %%bash, files = !ls\n"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "x = (7\n% 4)",
        "x = '''\n!ls\n%time\nwhat?\n'''",
        "x = 7 \\\n% 4",
        "x = [1,  # one (\n!= 2]",
        "y = x == 3 % 2",
        "print 'Python 2', 0777 % 3",
    ],
)
def test_what_only_looks_like_a_magic_stays(cell):
    assert magics.replace([cell]) == ([cell], [])


def test_a_magic_of_several_lines_keeps_the_line_numbers():
    assert magics.replace(["!pip install \\\n  theano\nx = 1"])[0] == ["pass\n\nx = 1"]


@pytest.mark.parametrize(
    ("magic", "python"),
    [
        ("!wget http://a.b/c", "__import__('os').system('wget http://a.b/c');"),
        ("!curl -O {url}", "__import__('os').system(f'curl -O {url}');"),
    ],
)
def test_downloads_go_to_the_shell(magic, python):
    assert magics.replace([magic]) == ([python], [])


@pytest.mark.parametrize(
    ("magic", "python"),
    [
        ("%%time -q", "pass"),
        ("%%timeit -n 10", "pass"),
        ("%%timeit -n10 -r3 -qo", "pass"),
        ("%%time --no-raise-error", "pass"),
        ("%%timeit -n 10 x = 3", "x = 3;"),
        ("%timeit -r 3 -tn 4", "-tn 4;"),
        ("%time -x", "-x"),
        ("%timeit -tx", "-tx;"),
        ("%time -q x", "x"),
        ("%time --no-raise-error f(-n)", "f(-n)"),
    ],
)
def test_options_of_time_and_timeit_are_no_statement(magic, python):
    assert magics.replace([magic]) == ([python], [])


def test_nothing_to_time_is_left_out():
    assert magics.replace(["%time", "%timeit -n 10"]) == (["pass"] * 2, ["%time", "%timeit -n 10"])


class Python2:
    """A stand-in for the translation, which records what it is asked."""

    def __init__(self):
        self.parsed = []

    def is_python2(self, source, path):
        return b"print 1" in source

    def parse(self, source, name, future):
        self.parsed.append((name, set(future)))
        return ast.parse(source.replace("print 1", "print(1)"))


@pytest.mark.parametrize(
    ("content", "python2"),
    [
        (format4("1", kernelspec={"name": "python2", "language": "python"}), True),
        (format4("1", language_info={"name": "python", "version": "2.7.11"}), True),
        (format4("1", language_info={"name": "python", "version": "3.5.1"}), False),
        (format3("1", "%time print 1"), True),
        (format3("1", "print(1)"), False),
    ],
)
def test_a_notebook_of_python_2_is_translated_cell_by_cell(content, python2, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    translation = Python2()
    names = {code.co_filename for code in steps(content, "old.ipynb", translation)}
    assert {name for name, _ in translation.parsed} == (names if python2 else set())


def test_what_a_cell_imports_from_future_holds_for_the_next_ones(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    translation = Python2()
    list(steps(format3("print 1", "from __future__ import division", "1"), "old", translation))
    assert [future for _, future in translation.parsed] == [set(), set(), {"division"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "JSONDecodeError"),
        (b"\x80\x02}q\x00.", "UnicodeDecodeError"),
        (format4("x = 1")[:-20], "JSONDecodeError"),
        (b"[]", "AttributeError"),
        (b"{}", "KeyError: 'cells'"),
        (b'{"cells": [{"source": ""}]}', "KeyError: 'cell_type'"),
        (b'{"cells": [{"cell_type": "code", "source": 3}]}', "TypeError"),
        (b'{"cells": 3}', "TypeError"),
        (b'{"metadata": {"kernelspec": 1}, "cells": []}', "AttributeError"),
    ],
)
def test_a_damaged_notebook_is_one_clear_error(content, message):
    with pytest.raises(
        NotebookError, match=r"^mine.ipynb is no notebook, or a damaged one"
    ) as error:
        read(content, "mine.ipynb")
    assert message in str(error.value)


def test_a_notebook_of_another_language_is_refused():
    with pytest.raises(NotebookError, match="is a notebook of r; only Python"):
        read(format4("x <- 1", kernelspec={"name": "ir", "language": "R"}), "mine.ipynb")
