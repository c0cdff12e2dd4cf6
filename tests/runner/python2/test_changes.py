"""What a translation changes, line by line."""

from pathlib import Path

import pytest

from legacy_repro.runner.python2 import translate
from legacy_repro.runner.python2.changes import changes

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.py2"))


def test_changes_have_the_lines_of_the_source():
    source = (
        b"import os\n\n# a comment\nprint 1 / 2, `3`\ntry:\n    pass\nexcept KeyError, e:\n    d\n"
    )
    found = changes(source, "script.py")
    assert [(each.line, each.what) for each in found] == [
        (4, "backticks"),
        (4, "division of integers"),
        (4, "print statement"),
        (7, "except X, e"),
    ]
    assert found[0].text == "print(old_div(1, 2), repr(3))"


def test_methods_and_modules_are_named():
    source = b"import urllib2, os\nd.iteritems()\nd.sort(f)\nx.next()\n"
    assert [each.what for each in changes(source, "script.py")] == [
        "module urllib2",
        ".iteritems()",
        ".sort()",
        ".next()",
    ]


def test_a_relative_import_is_named(tmp_path):
    (tmp_path / "beside.py").write_text("")
    found = changes(b"import beside\n", str(tmp_path / "script.py"), in_package=True)
    assert [each.what for each in found] == ["relative import"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_no_change_is_kept_back(script):
    source = script.read_bytes()
    told = {line.strip() for each in changes(source, str(script)) for line in each.text.split("\n")}
    before = {line.strip() for line in source.decode().splitlines()}
    after = {line.strip() for line in translate(source, str(script)).splitlines()}
    added = {line for line in after - before if not line.startswith("from legacy_repro")}
    assert added - told <= {"pass", "(a, b) = xxx_todo_changeme"}  # new lines, not changed ones


def test_the_translation_is_left_as_it_was():
    source = SCRIPTS[0].read_bytes()
    before = translate(source, "script.py")
    changes(source, "script.py")
    assert translate(source, "script.py") == before
