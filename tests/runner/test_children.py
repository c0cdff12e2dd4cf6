"""Processes that a script starts by multiprocessing."""

import subprocess
import sys
import textwrap

import pytest


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a script and returns what it printed."""

    def write_and_run(text):
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(text))
        command = [sys.executable, "-m", "legacy_repro", "run", str(path)]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.splitlines()

    return write_and_run


POOL = """
import multiprocessing
import numpy
import theano
import theano.tensor as T

def work(n):
    x = T.vector()
    return int(theano.function([x], x.sum())(numpy.ones(n, theano.config.floatX)))

if __name__ == "__main__":
    context = multiprocessing.get_context({method!r})
    pool = context.Pool(2)
    {show}
    pool.terminate()
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_children_know_the_old_names(run, method):
    assert run(POOL.format(method=method, show="print(pool.map(work, [2, 3]))")) == ["[2, 3]"]


def test_children_know_python_2(run):
    show = "print pool.map(work, xrange(7 / 2))"
    assert run(POOL.format(method="spawn", show=show)) == ["[0, 1, 2]"]


def test_what_starts_afresh_is_surrounded_as_the_script(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MPLBACKEND", "agg")  # as without a screen
    lines = run(
        """
        import multiprocessing, os
        import numpy

        def work(n):
            import subprocess
            from legacy_repro.runner.pictures import album
            answered = subprocess.Popen.__init__.__globals__["__name__"]
            name = album._path(1).replace(str(os.getpid()), "PID")
            return str([numpy.int64(n)]), answered, name

        if __name__ == "__main__":
            pool = multiprocessing.get_context("spawn").Pool(1)
            print(*pool.apply(work, (3,)), sep="\\n")
            pool.terminate()
        """
    )
    picture = str(tmp_path / "script-PID-1.png")
    assert lines == ["[3]", "legacy_repro.runner.downloads.commands", picture]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a fork is not safe any more")
def test_a_script_forks_unless_it_says_otherwise(run):
    lines = run(
        """
        import multiprocessing
        queue = multiprocessing.Queue()
        answer = lambda: queue.put(multiprocessing.get_start_method())
        process = multiprocessing.Process(target=answer)
        process.start()
        print(queue.get())
        process.join()
        multiprocessing.set_start_method("spawn", force=True)
        print(multiprocessing.get_start_method())
        """
    )
    assert lines == ["fork", "spawn"]


def test_os_fork(run):
    lines = run(
        """
        import os, sys, theano
        child = os.fork()
        if child == 0:
            print("child")
            sys.exit(3)
        print(os.waitpid(child, 0)[1] >> 8)
        """
    )
    assert lines == ["child", "3"]
