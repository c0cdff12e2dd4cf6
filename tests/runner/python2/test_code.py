"""Sources that neither Python reads."""

import traceback

import pytest

from legacy_repro.runner.python2.code import compile_python2


@pytest.mark.parametrize(
    ("source", "line", "note"),
    [
        (
            'print "a"\nx = 3\nif x = 4:\n    pass\n',
            3,
            "neither Python reads it: Python 2 stops at line 3 (invalid syntax), "
            "Python 3 at line 1 (Missing parentheses",
        ),
        ("print(f'{1}'\n", 1, "Python 3 at line 1 ('(' was never closed)"),
        ('print "a"\nx = """b\n', 2, "Python 2 stops at line 2 (EOF in multi-line string)"),
        ('print "a"\nf(a=1, 2)\n', 2, "translated from Python 2: f(a=1, 2)"),
        ('print "a"\n  x = 1\n', 2, "Python 2 stops at line 2"),
    ],
)
def test_the_error_shows_the_line_and_both_reasons(tmp_path, source, line, note):
    path = tmp_path / "script.py"
    path.write_text(source)
    with pytest.raises(SyntaxError) as caught:
        compile_python2(source.encode(), str(path))
    shown = "".join(traceback.format_exception_only(caught.value))
    assert f'File "{path}", line {line}\n    {source.splitlines()[line - 1].strip()}' in shown
    assert note in shown


def test_strange_escapes_are_not_warned_of():
    names = {}
    exec(compile_python2(b"print 'a'[1:]\nx = '\\d' is 3\n", "script.py"), names)
    assert names["x"] is False
