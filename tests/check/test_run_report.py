"""The report after a run: what was executed, what was said, how it ended."""

import json
import subprocess
import sys
import textwrap

import pytest

from legacy_repro.check import run_report

SCRIPT = """
import os, sys, warnings
import theano.tensor as T
def used(): return T.inv(T.scalar())
def unused():
    return T.foo
used()
if len(sys.argv) > 5:
    T.sgn
"""


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a script, with --report or without."""

    def write_and_run(text, *options, name="script.py"):
        (tmp_path / name).write_text(textwrap.dedent(text))
        command = [sys.executable, "-m", "legacy_repro", "run", *options, name]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

    return write_and_run


@pytest.fixture
def report(run, tmp_path):
    """Return a function that runs a script and returns the process and its report."""

    def run_and_read(text, name="script.py"):
        ended = run(text, "--report", "report.json", name=name)
        return ended, json.loads((tmp_path / "report.json").read_text())

    return run_and_read


def found(report, *kinds):
    return [
        (each["line"], each["name"])
        for file in report["files"]
        for each in file["findings"]
        if each["kind"] in kinds
    ]


def test_what_was_executed_is_told_and_no_more(report):
    ended, told = report(SCRIPT)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    inv = (4, "theano.tensor.inv")
    assert inv in found(told, "mapped") and found(told, "cannot") == []
    assert "theano.tensor.sgn" not in str(told["files"])
    assert told["run"].items() >= {"status": 0, "error": None, "said": [], "warnings": []}.items()


def test_text_goes_to_standard_error_after_all_else(run):
    ended = run(SCRIPT + "import atexit; atexit.register(print, 'last', file=sys.stderr)\n",
                "--report", "-")  # fmt: skip
    lines = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout, lines[0]) == (0, "", "last")
    assert "script.py:4: mapped: theano.tensor.inv -> pytensor.tensor.reciprocal" in lines
    assert lines[-1].startswith("script.py: ") and lines[-1].endswith(", came to its end")


@pytest.mark.parametrize(
    ("ending", "status", "error"),
    [
        ("T.foo", 1, "AttributeError: theano.tensor.foo: legacy-repro has no such name yet"),
        ("sys.exit(3)", 3, "SystemExit: 3"),
        ("sys.exit('bad')", 1, "SystemExit: bad"),
        ("raise KeyboardInterrupt", 130, "KeyboardInterrupt"),
    ],
)
def test_how_it_ended(report, run, ending, status, error):
    ended, told = report(SCRIPT + ending)
    plain = run(SCRIPT + ending)
    assert (ended.returncode, ended.stderr) == (plain.returncode, plain.stderr)
    assert ended.returncode == told["run"]["status"] == status
    assert (told["run"]["error"], told["run"]["at"]) == (error, "script.py:10")


def test_what_cannot_work_is_told_of_the_line_where_the_run_ended_alone(report):
    ended, told = report(
        """
        import os, sys, threading, time, warnings
        import theano.tensor as T
        if len(sys.argv) > 5: T.absent_a
        def never(): return T.absent_b
        unused = lambda: T.absent_c
        x = 1 if len(sys.argv) < 5 else T.absent_d
        for i in range(4): warnings.simplefilter("always", UserWarning); warnings.warn("again")
        text = open(__file__).read()
        open(__file__, "w").write("# new line\\n" + text)
        os.chdir("/")
        def late():
            time.sleep(0.2)
            T.inv(2.)
        threading.Thread(target=late).start()
        sys.exit(256 if T.exp else T.absent_e)
        """
    )
    assert ended.returncode == told["run"]["status"] == 0
    assert found(told, "cannot") == [(16, "theano.tensor.absent_e")]
    assert (14, "theano.tensor.inv") in found(told, "mapped")
    (warning,) = told["run"]["warnings"]
    assert warning.endswith("script.py:8: UserWarning: again (4 times)")


def test_a_report_that_never_begins_leaves_no_file(tmp_path):
    there, new = tmp_path / "there.json", tmp_path / "new.json"
    there.write_text("mine")
    for target in (there, new):
        run_report.ready(str(target), "script.py", "c")
    assert there.read_text() == "mine" and not new.exists()


def test_what_to_do_is_told(report):
    _, told = report("open('mnist.pkl.gz')\n")
    assert "legacy-repro data mnist.pkl.gz ." in told["run"]["notes"][0]


def test_warnings_and_what_was_said(report):
    ended, told = report("import warnings\nwarnings.warn('w')\nxrange(3)\n")
    (said,), (warning,) = told["run"]["said"], told["run"]["warnings"]
    assert said == "script.py is Python 2 (line 3: xrange) and is run as such"
    assert warning.endswith("script.py:2: UserWarning: w")
    assert ended.stderr.count("UserWarning: w") == 1


def test_modules_of_its_own_are_told(report, tmp_path):
    (tmp_path / "beside.py").write_text("import theano.tensor as T\nhalf = 1 / 2\nT.inv(1.)\n")
    _, told = report("import beside\nprint beside.half\n")
    assert [file["path"] for file in told["files"]] == ["script.py", "beside.py"]
    assert found(told, "translated") == [(2, "print statement"), (2, "division of integers")]
    assert found(told, "mapped") == [(3, "theano.tensor.inv")]


def test_cells_of_a_notebook_are_told(report):
    cells = [{"cell_type": "code", "source": "import theano.tensor as T\nT.inv(1.);"}]
    _, told = report(json.dumps({"cells": cells}), name="n.ipynb")
    assert found(told, "mapped") == [(2, "theano.tensor.inv")]


def test_a_script_that_cannot_be_read_as_python_is_told(report):
    ended, told = report("x = (\n")
    assert ended.returncode == 1
    assert [name for _, name in found(told, "cannot")] == ["syntax error"]


def test_a_forked_child_writes_nothing(report):
    text = """
    import os, sys
    if os.fork() == 0:
        tool = getattr(sys, "monitoring", None)
        sys.exit(8 if sys.gettrace() or tool and tool.get_tool(3) else 7)
    print(os.wait()[1] >> 8)
    """
    ended, told = report(text)
    assert (ended.stdout, told["run"]["status"]) == ("7\n", 0)


def test_a_file_that_cannot_be_written_is_refused_before_the_run(run):
    ended = run("print('never')", "--report", "no/such/folder.json")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "legacy-repro: --report no/such/folder.json: No such file" in ended.stderr


def test_without_it_nothing_of_it_is_imported(run):
    text = "import sys; print([m for m in sys.modules if m.startswith('legacy_repro.check')])"
    assert run(text).stdout == "[]\n"


def test_a_trace_of_the_scripts_own_goes_on(run):
    text = """
    import sys
    seen = []
    def trace(frame, event, argument): seen.append(frame.f_code.co_name)
    def f(): pass
    sys.settrace(trace); f(); sys.settrace(None)
    print(seen)
    """
    assert run(text, "--report", "r.txt").stdout == "['f']\n"
