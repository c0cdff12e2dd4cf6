"""Which Python a source is taken for."""

import pytest

from legacy_repro.runner.python2.dialect import evidence

GUARDED = "try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle\n"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("print 1", "it does not compile as Python 3"),
        ("x = 1\nfor i in xrange(3): pass", "line 2: xrange"),
        ("import urllib2, os", "line 1: urllib2"),
        ("from cPickle import load", "line 1: cPickle"),
        ("import urllib\nurllib.urlretrieve(u)", "line 2: urllib.urlretrieve"),
        ("from itertools import izip", "line 1: izip"),
        ("b = d.has_key(1), xrange\na = raw_input()", "line 1: has_key"),
        ("for k, v in d.iteritems(): pass", "line 1: iteritems"),
        ("import sys\nprint >>sys.stderr, 1", "line 2: print"),
        ("print", "line 1: print"),
        ("#!/usr/bin/env python2.7\nx = 1", "line 1: python2"),
        ("from __future__ import print_function\nprint(1, end='')\nxrange", "line 3: xrange"),
    ],
)
def test_python2(source, reason):
    assert evidence(source.encode(), "script.py") == reason


@pytest.mark.parametrize(
    "source",
    [
        "",
        "print('a')\nx = 1 / 2\nfor i in range(3): d.items()",
        GUARDED,
        "try:\n    xrange\nexcept NameError:\n    xrange = range\nxrange(3)",
        "import sys\nif sys.version_info[0] == 2:\n    input = raw_input",
        "from six.moves import xrange, urllib\nxrange(3)",
        "import six\nsix.iteritems(d)",
        "import pandas as pd\npd.Series().iteritems()",
        "def unicode(x): return x\nunicode(3)",
        "print(1, end='')\nxrange(3)",
        "xrange(3)\nprint(f'{x}')",
        "def f(x: int): return unicode(x)",
        "#!/usr/bin/env python3\nxrange(3)",
        "#!/usr/bin/env python3\nprint 1",
        "from legacy_repro.runner.python2.builtins import xrange\nimport string\nstring.letters",
    ],
)
def test_python3(source):
    assert evidence(source.encode(), "script.py") == ""


def test_a_module_beside_it_tells(tmp_path):
    (tmp_path / "old.py").write_text("print 1\n")
    (tmp_path / "urllib2.py").write_text("")
    script = str(tmp_path / "script.py")
    assert evidence(b"import old", script) == "line 1: old.py"
    assert evidence(b"import urllib2", script) == ""


def test_what_a_python2_script_imports_is_python2_unless_it_shows_otherwise():
    assert evidence(b"def half(x): return x / 2", "a.py", neighbour=True)
    assert not evidence(b"def half(x): return f'{x / 2}'", "a.py", neighbour=True)
