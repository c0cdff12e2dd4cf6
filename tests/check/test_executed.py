"""Which lines are noted by the trace of Python 3.11, and what becomes of a script's own trace."""

import sys
import threading

import pytest

from legacy_repro.check import executed

TEXT = "import sys\ndef f(n):\n    n += 1\n    return n, sys._getframe().f_trace\n"


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """Return an Executed that traces, and the namespace of a script which it has watched."""
    monkeypatch.delattr(sys, "monitoring", raising=False)
    monkeypatch.setattr(executed.os, "register_at_fork", lambda **_: None)
    before = sys.gettrace(), threading.gettrace()
    path = tmp_path / "script.py"
    path.write_text(TEXT)
    watching, namespace = executed.Executed(str(tmp_path)), {}
    watching.start()
    exec(compile(TEXT, str(path), "exec"), namespace)
    yield watching, namespace
    watching.stop()
    sys.settrace(before[0])
    threading.settrace(before[1])


def test_a_function_is_traced_until_its_lines_are_noted(watched, tmp_path):
    watching, namespace = watched
    assert namespace["f"](1)[1] is not None
    assert namespace["f"](1)[1] is None
    path = str(tmp_path / "script.py")
    assert watching.lines[path] == {1, 2, 3, 4}
    assert watching.contents[path] == TEXT.encode()


def test_a_trace_that_the_script_has_set_stays(watched):
    def trace(*arguments):
        return None

    sys.settrace(trace)
    threading.settrace(trace)
    watched[0].stop()
    assert sys.gettrace() is threading.gettrace() is trace


def test_its_own_trace_is_taken_away(watched):
    watched[0].stop()
    assert sys.gettrace() is threading.gettrace() is None
    watched[0].stop()  # again, as in a fork after the end
