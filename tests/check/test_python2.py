"""What is translated, with the lines of the source."""

import pytest

from legacy_repro import check


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("print 'a'\n", "print statement"),
        ("x = xrange(3)\n", "xrange"),
        ("import cPickle\n", "module cPickle"),
        ("print {}.iteritems()\n", ".iteritems()"),
        ("try:\n    pass\nexcept KeyError, e:\n    pass\n", "except X, e"),
        ("print 3 / 2\n", "division of integers"),
        ("x = `3`\n", "backticks"),
        ("raise ValueError, 'x'\n", "raise X, value"),
        ("x = 0777\n", "octal or long number"),
        ("if 1 <> 2: pass\n", "<>"),
    ],
)
def test_what_is_translated_is_named(findings, text, name):
    kinds = {(each.kind, each.name) for each in findings(text)}
    assert ("translated", name) in kinds
    assert {kind for kind, _ in kinds} == {"translated"}


def test_names_that_the_script_binds_are_its_own(findings):
    text = "def f(input, file):\n    range = input\n    return range, file\nprint f(1, 2)\n"
    assert [each.name for each in findings(text)] == ["print statement"]


def test_lines_are_those_of_the_source(findings):
    text = "# a comment\n\nimport theano.tensor as T\n\nprint 'a', (1,\n  T.foo)\n"
    assert [(each.line, each.name) for each in findings(text)] == [
        (5, "print statement"),
        (6, "theano.tensor.foo"),
    ]


def test_modules_of_a_python2_script_are_python2(tmp_path):
    (tmp_path / "script.py").write_text("from helpers import half\nprint half(3)\n")
    (tmp_path / "helpers.py").write_text("def half(n):\n    return n / 2\n")
    script, module = check.check(str(tmp_path / "script.py"))
    assert (script.python, module.python) == (2, 2)
    assert [each.name for each in module.findings] == ["division of integers"]
    assert [each.python for each in check.check(str(tmp_path))] == [2, 2]


def test_a_source_of_neither_python_cannot_work(findings):
    (found,) = findings("print 'a'\nx = (1\n")
    assert (found.kind, found.name) == ("cannot", "syntax error")
    assert found.remedy.startswith("neither Python reads it")
    assert "neither" not in found.now


def test_a_null_byte_is_a_syntax_error(findings):
    (found,) = findings("x = 1\0")
    assert (found.kind, found.name) == ("cannot", "syntax error")


def test_words_that_hold_a_translated_name_are_not_it(findings):
    text = "print 'a'\ndef long_one(x): return x\nlong_one(long(3))\n"
    names = [(each.line, each.name) for each in findings(text)]
    assert names == [(1, "print statement"), (3, "long")]


@pytest.mark.parametrize(("start", "count"), [("", 9000), ("print 3\n", 1500)])
def test_a_long_sum_is_read(findings, start, count):
    assert "cannot" not in {each.kind for each in findings(f"{start}x = {'1 + ' * count}1\n")}
