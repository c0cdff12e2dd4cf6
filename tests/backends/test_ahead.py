"""Each in processes of their own with a cache of their own, so that all must be compiled."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytensor.tensor as pt
import pytest
from pytensor.link.c.basic import get_module_cache
from pytensor.link.c.exceptions import CompileError

from legacy_repro.backends import ahead

SCRIPT = """
import subprocess, sys, threading
Popen = subprocess.Popen
class Told(Popen):
    def __init__(self, command, *args, **kwargs):
        if "-o" in command:
            made = command[command.index("-o") + 1]
            sys.stderr.write(f"{threading.current_thread().name} {made}\\n")
        super().__init__(command, *args, **kwargs)
subprocess.Popen = Told
import legacy_repro; legacy_repro.activate("c")
import numpy as np, theano, theano.tensor as T
x = T.matrix()
f = theano.function([x], [T.sqr(x * 2).sum(axis=0), T.dot(x, x) + 1, x.T.max(), T.nnet.relu(x)])
print([value.tolist() for value in f(np.eye(2))])
from pytensor.link.c.basic import get_module_cache
print(get_module_cache().stats[2], "modules")
"""
VALUES = "[[4.0, 4.0], [[2.0, 1.0], [1.0, 2.0]], 1.0, [[1.0, 0.0], [0.0, 1.0]]]"


def start(cache):
    environ = {**os.environ, "PYTENSOR_FLAGS": f"base_compiledir={cache}"}
    command = [sys.executable, "-W", "error", "-c", SCRIPT]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environ)


def end(process):
    """Return the number of modules that were new, and what the compiler made in which thread."""
    out, err = process.communicate()
    assert process.returncode == 0, err
    values, modules = out.splitlines()
    assert values == VALUES
    return int(modules.split()[0]), err.splitlines()


def threads_of_modules(made):
    """Return the kinds of the threads, once a module, without PyTensor's own two modules."""
    modules = [line for line in made if line.endswith(".so") and "_ext/" not in line]
    return [line.split("-")[0] for line in modules]


def test_every_module_is_compiled_ahead_and_once(tmp_path):
    modules, made = end(start(tmp_path))
    assert threads_of_modules(made) == ["ThreadPoolExecutor"] * modules
    assert modules == len([*tmp_path.glob("*/tmp*")]) > 4
    assert end(start(tmp_path)) == (0, [])


def test_two_processes_share_the_work(tmp_path):
    both = [start(tmp_path) for _ in range(2)]
    (new, made), (new_too, made_too) = [end(process) for process in both]
    assert new + new_too == len([*tmp_path.glob("*/tmp*")]) > 4
    assert {*threads_of_modules(made + made_too)} == {"ThreadPoolExecutor"}
    assert end(start(tmp_path)) == (0, [])


@pytest.fixture
def compiler(monkeypatch):
    """Return the list of the libraries that the compiler is asked for from now on."""
    runs = []
    run = ahead.run

    def told(command, **kwargs):
        runs.append(Path(command[command.index("-o") + 1]).parent.name)
        return run(command, **kwargs)

    monkeypatch.setattr(ahead, "run", told)
    return runs


def test_what_a_process_that_was_killed_has_made_is_used(compiler, function, copied):
    x = pt.dvector("x")
    y = copied(f"// left behind by {os.getpid()}")(x)
    ahead.compile_missing([y.owner])
    assert len(compiler) == 1 and compiler[0].startswith(ahead.MAKING)
    assert function([x], y)([1, 2]).tolist() == [1, 2]
    assert len(compiler) == 1


def test_what_was_left_a_week_ago_is_cleared(function, copied):
    ahead._clear()
    old, new = (ahead._place() / f"{ahead.MAKING}{os.getpid()}-{age}" for age in ("old", "new"))
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (0, 0))
    x = pt.dvector("x")
    function([x], copied(f"// cleared by {os.getpid()}")(x))
    assert (old.exists(), new.exists()) == (False, True)
    new.rmdir()


def test_modules_that_differ_in_a_flag_are_two(compiler, copied):
    x = pt.dvector("x")
    ops = [copied(f"// {os.getpid()}", flags) for flags in ([], ["-DFLAG"], [])]
    for folder in ahead.compile_missing([op(x).owner for op in ops]):
        shutil.rmtree(folder)
    assert len(compiler) == 2


def test_wrong_code_is_reported_as_by_pytensor_alone(compiler, function, copied, capsys):
    x = pt.dvector("x")
    with pytest.raises(CompileError, match=r"(?s)^Compilation failed .*no_such_name"):
        function([x], [copied("no_such_name();")(x), copied("// beside it")(x)])
    assert capsys.readouterr().out.count("You can find the C code in this temporary file") == 1
    assert len(compiler) == 3
    made = [name for name in compiler if name.startswith(ahead.MAKING)]
    assert len(made) == 2
    assert not any((ahead._place() / name).exists() for name in made)
    assert not [*Path(get_module_cache().dirname).glob(f"{ahead.MAKING}*")]


def test_a_full_disk_is_left_to_pytensor(compiler, function, copied, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ahead, "TemporaryDirectory", full)
    x = pt.dvector("x")
    y = copied("// not ahead")(x)
    assert function([x], y)([1, 2]).tolist() == [1, 2]
    assert not re.match(ahead.MAKING, *compiler)


def test_an_op_without_c_code_runs_as_before(function, copied):
    class InPython(copied):
        def c_code(self, *args):
            raise NotImplementedError

        def perform(self, node, inputs, outputs):
            outputs[0][0] = inputs[0] + 1

    x = pt.dvector("x")
    assert function([x], InPython("")(x))([1, 2]).tolist() == [2, 3]


def test_one_compiler_a_core(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 3, 5})
    assert ahead.workers() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert ahead.workers() == 8
