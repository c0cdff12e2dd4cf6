"""Whole scripts, beside what Python 2.7.18 (NumPy 1.16.6, Theano 1.0.5) printed: scripts/*.out."""

from pathlib import Path

import pytest

from legacy_repro.runner.python2 import translate

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.py2"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_prints_what_python2_printed(run, script):
    ended = run(script.read_text())
    assert ended.stdout == script.with_suffix(".out").read_text(), ended.stderr
    assert ended.returncode == 0


@pytest.mark.parametrize("name", ["builtins", "division", "syntax"])
def test_its_translation_prints_that_too(run, name):
    script = Path(__file__).parent / "scripts" / f"{name}.py2"
    ended = run(translate(script.read_bytes(), "script.py"))
    assert (ended.stdout, ended.stderr) == (script.with_suffix(".out").read_text(), "")


def test_python3_is_left_alone(run):
    ended = run("x = 7\nx /= 2\nprint(x, 7 / 2, range(2), {}.keys(), sep=';')\n")
    assert (ended.stdout, ended.stderr) == ("3.5;3.5;range(0, 2);dict_keys([])\n", "")
