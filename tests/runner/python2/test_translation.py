"""The text of translations, and where its lines are from."""

import pytest

from legacy_repro.runner.python2.translation import translate


def text(source, **options):
    """Return a translation without the import that heads it."""
    lines = translate(source, "nowhere/script.py", **options).text.splitlines()
    return "\n".join(line for line in lines if "legacy_repro.runner.python2.builtins" not in line)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a / b * c / d", "old_div(old_div(a, b) * c, d)"),
        ("6. / (a + b) / c", "6. / (a + b) / c"),
        ("(a + 1.) * b / c", "(a + 1.) * b / c"),
        ("'%d' % 1. / c", "old_div('%d' % 1., c)"),
        ("x[i].y /= n", "x[i].y = old_idiv(x[i].y, n)"),
        ("x /= 2.", "x /= 2."),
        ("f().x /= 2", "_owner.x = old_idiv((_owner := f()).x, 2)"),
        ("a //= b // c", "a //= b // c"),
        ("np.divide(a, b, c)", "np.divide(a, b, c)"),
        ("from __future__ import division\na / b", "from __future__ import division\na / b"),
        ("for k in d.iteritems(): pass", "for k in d.items(): pass"),
        ("sorted(d.items()), d.keys()[0]", "sorted(d.items()), old_list(d.keys())[0]"),
        ("d.values().keys()", "old_list(old_list(d.values()).keys())"),
        ("x.sort(0), x.sort(key=f), x.sort(f)", "x.sort(0), x.sort(key=f), old_sort(x, f)"),
        ("a.next.b, a.b.next(), next(a)", "a.next.b, next(a.b), next(a)"),
        ("x.translate(t), x.translate(None, y)", "x.translate(t), old_translate(x, None, y)"),
        ("line.decode('utf-8').split()", "old_decode(line, 'utf-8').split()"),
        ("import os, Queue as q", "import os, queue as q"),
        ("import Queue, os.path", "import queue as Queue, os.path"),
        ("from ConfigParser import Error", "from configparser import Error"),
        ("lambda (a, b), c: a + x.b + c", "lambda a_b, c: a_b[0] + x.b + c"),
        (r"'\u0041', u'\u0041', ur'\d', '\\u'", r"'\\u0041', u'\u0041', r'\d', '\\u'"),
        ("if a:\n\tb\n        c", "if a:\n        b\n        c"),
        ("x = '''\n\ta'''\nif x:\n\ty", "x = '''\n\ta'''\nif x:\n        y"),
        ("# -*- coding: latin-1 -*-\nx", "# -*- coding: utf-8 -*-\nx"),
    ],
)
def test_what_becomes_of(source, expected):
    assert text(source) == expected


def test_names_are_imported_after_docstring_and_future():
    source = (
        '#!/bin/sh\n"""Doc."""\nfrom __future__ import print_function\n# Data.\nx = map(f, y.zip)\n'
    )
    assert translate(source, "script.py").text == (
        '#!/bin/sh\n"""Doc."""\nfrom __future__ import print_function\n# Data.\n'
        "from legacy_repro.runner.python2.builtins import map\nx = map(f, y.zip)\n"
    )


def test_a_module_beside_the_source_comes_first(tmp_path):
    (tmp_path / "Queue.py").touch()
    source, path = "import Queue, os\nfrom Queue import x\n", str(tmp_path / "a.py")
    script = translate(source, path).text
    member = translate(source, path, in_package=True).text
    assert script.endswith(source)
    assert member.endswith("import os; from . import Queue\nfrom .Queue import x\n")


def test_what_cells_before_imported_from_the_future_counts():
    assert text("print(a / b, end='')", future={"division", "print_function"}) == (
        "print(a / b, end='')"
    )


SOURCE = '''import os

def f((a, b), c):
    """Doc."""
    return (a /
            b)
x = """
"""
y

# a comment
print y
'''


def test_lines_are_those_of_the_source():
    translation = translate(SOURCE, "script.py")
    lines = dict(zip(translation.text.splitlines(), translation.lines, strict=False))
    assert lines["import os"] == 1
    assert lines["    (a, b) = xxx_todo_changeme"] == 3
    assert lines["            b))"] == 6
    assert (lines["y"], lines["print(y)"]) == (9, 12)


def test_latin1_and_windows_line_ends():
    assert text(b"# coding: latin-1\r\nx = u'\xe9'\r\n") == "# coding: utf-8\nx = u'é'"
