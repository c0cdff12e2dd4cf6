"""Modules beside a script."""

import sys

from legacy_repro.runner.python2.importing import is_its_own


def test_modules_and_packages_are_translated(run, tmp_path):
    ended = run(
        """
        import helper, modern
        from pkg.inner import value, mate
        import pkg.inner, pkg.mate
        print helper.half(7), modern.half(7), value, mate is pkg.mate, helper.__file__
        print helper is reload(helper)
        execfile("more.py")
        print more
        """,
        {
            "helper.py": "def half(x): return x / 2\n",
            "modern.py": "def half(x): return float(f'{x / 2}')\n",
            "more.py": "more = 9 / 2\n",
            "pkg/__init__.py": "",
            "pkg/inner.py": "import os, mate\nfrom mate import two\nvalue = mate.one / two\n",
            "pkg/mate.py": "one, two = 5, 2\nprint 'mate', __name__, __package__\n",
        },
    )
    assert ended.stdout == (
        f"mate pkg.mate pkg\n3 3.5 2 True {tmp_path / 'helper.py'}\nTrue\n4\n"
    ), ended.stderr
    cached = [path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")]
    assert sorted(cached) == ["modern"]


def test_modules_that_import_each_other(run):
    ended = run(
        "import a\nprint a.b.a.x / 2\n",
        {"a.py": "x = 7\nimport b\n", "b.py": "import a\nprint 'b', a.x\n"},
    )
    assert ended.stdout == "b 7\n3\n", ended.stderr


def test_a_python3_script_may_import_python2(run):
    ended = run("import a\nprint(f'{1 / 2}', a.x)\n", {"a.py": "print 'a'\nx = 7 / 2\n"})
    assert (ended.stdout, ended.stderr) == ("a\n0.5 3\n", "")


def test_folders_that_the_script_adds_to_its_path_are_its_own(run, tmp_path):
    beside = f"{tmp_path.name}_lib"
    ended = run(
        f"""
        import os, sys
        sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "{beside}"))
        from pack.old import half
        print half(7)
        """,
        {
            f"../{beside}/pack/__init__.py": "",
            f"../{beside}/pack/old.py": "def half(x):\n    print 'x', x\n    return x / 2\n",
        },
    )
    assert ended.stdout == "x 7\n3\n", ended.stderr


def test_what_is_installed_below_the_script_is_left_alone(run):
    ended = run(
        """
        import sys
        sys.path.append("env/lib/site-packages")
        import installed
        print installed.x
        """,
        {"env/lib/site-packages/installed.py": "x = 7 / 2\n"},
    )
    assert ended.stdout == "3.5\n", ended.stderr


def test_what_runs_python_itself_is_left_alone(tmp_path):
    assert is_its_own(str(tmp_path / "a"), str(tmp_path))
    assert not is_its_own(str(tmp_path), str(tmp_path / "a"))
    assert not is_its_own(sys.base_prefix + "/lib", "/")
    assert is_its_own(sys.base_prefix + "/a/b", sys.base_prefix + "/a")


def test_a_traceback_shows_the_lines_of_the_files(run, tmp_path):
    script = """\
        import helper

        def f((a, b)):
            return helper.divide(
                a, b)

        f((1, 0))
        """
    ended = run(script, {"helper.py": "# nothing\ndef divide(a, b):\n    return a / b\n"})
    lines = [
        "Traceback (most recent call last):",
        f'  File "{tmp_path}/script.py", line 7, in <module>',
        "    f((1, 0))",
        f'  File "{tmp_path}/script.py", line 4, in f',
        "    return helper.divide(",
        f'  File "{tmp_path}/helper.py", line 3, in divide',
        "    return a / b",
    ]
    assert ended.stderr.splitlines()[:-1] == lines
    assert ended.stderr.splitlines()[-1].startswith("ZeroDivisionError: ")
