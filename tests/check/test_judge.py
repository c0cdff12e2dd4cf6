"""What is said of names, calls and settings; the same as a run would say."""

import pytest

START = """import os
import numpy as np
import theano
import theano.tensor as T
import lasagne
from theano import config
"""
LINE = START.count("\n") + 1


@pytest.mark.parametrize(
    ("line", "name", "now"),
    [
        ("T.inv(1.)", "theano.tensor.inv", "pytensor.tensor.reciprocal"),
        ("T.nnet.sigmoid(1.)", "theano.tensor.nnet.sigmoid", "pytensor.tensor.sigmoid"),
        ("T.nnet.conv2d", "theano.tensor.nnet.conv2d", "legacy_repro.theano.tensor.nnet.conv2d"),
        ("lasagne.layers.DenseLayer", "lasagne.layers.DenseLayer", "layers.DenseLayer"),
        ("np.float(3)", "numpy.float", "supplied by legacy-repro"),
        ("np.product([1])", "numpy.product", "supplied by legacy-repro"),
        ("import scipy.misc", "scipy.misc", "supplied by legacy-repro"),
        ("os.errno", "os.errno", "supplied by legacy-repro"),
        (
            "config.lib.cnmem = 0.8",
            "theano.config.lib.cnmem",
            "ignored: it means nothing to PyTensor",
        ),
        (
            "os.environ['THEANO_FLAGS'] = 'lib.cnmem=1'",
            "THEANO_FLAGS lib.cnmem=1",
            "ignored: it means nothing to PyTensor",
        ),
        (
            "os.environ.setdefault('THEANO_FLAGS', 'device=gpu0')",
            "THEANO_FLAGS device=gpu0",
            "JAX on a GPU, where one is; else C",
        ),
    ],
)
def test_what_is_mapped(findings, line, name, now):
    (found,) = findings(START + line)
    assert (found.kind, found.name, found.now, found.line) == ("mapped", name, now, LINE)


def test_what_takes_the_place_of_a_gpu_is_named(findings):
    (found,) = findings("import theano.sandbox.cuda.dnn as dnn\ndnn.dnn_conv\n")
    assert (found.kind, found.line, found.now) == ("mapped", 2, "theano.tensor.nnet.conv2d")


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("T.foo(1)", "theano.tensor.foo", "has no such name yet"),
        ("T.nnet.foo.bar", "theano.tensor.nnet.foo", "has no such name yet"),
        ("from theano.tensor import foo, exp", "theano.tensor.foo", "has no such name yet"),
        ("import theano.foo.bar", "theano.foo", "has no such name yet"),
        ("from lasagne.layers import FooLayer", "lasagne.layers.FooLayer", "has no such name yet"),
        ("T.nnet.relu(1, slope=3)", "theano.tensor.nnet.relu()", "'slope'; it takes (x, alpha=0)"),
        ("T.nnet.relu()", "theano.tensor.nnet.relu()", "missing a required argument: 'x'"),
        ("lasagne.layers.InputLayer(nam='x')", "lasagne.layers.InputLayer()", "required argument"),
        ("np.foo", "numpy.foo", "not in numpy"),
        ("from scipy.misc import foo", "scipy.misc.foo", "not in scipy"),
        ("import no_such_module_x.y", "no_such_module_x", "pip install no_such_module_x"),
        ("import pycuda.driver", "pycuda", "it needs CUDA"),
        ("import Image", "Image", "write `from PIL import Image`"),
        ("import pylearn2.utils", "pylearn2", "built on Theano"),
        ("import theano.misc.pycuda_init", "theano.misc.pycuda_init", "CUDA"),
        ("print(config.foo)", "theano.config.foo", "setting"),
    ],
)
def test_what_cannot_work(findings, line, name, words):
    (found,) = findings(START + line)
    assert (found.kind, found.name) == ("cannot", name)
    assert words in f"{found.now}; {found.remedy}"


@pytest.mark.parametrize(
    "line",
    [
        "T.nnet.relu(*[1, 2, 3])",
        "T.nnet.relu(**{'slope': 3})",
        "T.mine = 3; T.mine",
        "def f(T): T.foo",
        "x = T.matrix('x'); x.foo.bar()",
        "config.floatX.lower(); config.blas.ldflags; config.floatX = 'float32'",
        "np.random.RandomState(3).foo",
        "config.mine = 3; config.mine",
        "import os.path, json, xml.etree.cElementTree",
    ],
)
def test_nothing_is_refused_that_may_work(findings, line):
    assert [each for each in findings(START + line) if each.kind == "cannot"] == []


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    import pycuda\nexcept ImportError:\n    pycuda = None\n",
        "try:\n    import theano.foo\nexcept:\n    pass\n",
        "try:\n    T.foo\nexcept AttributeError:\n    pass\n",
        "if config.device.startswith('gpu'):\n    import pycuda\n",
        "if config.device == 'cpu':\n    pass\nelse:\n    import pycuda\n",
        "c = T.foo if hasattr(T, 'foo') else T.dot\n",
        "try:\n    import pycuda\n    import pycuda.driver\nexcept Exception as e:\n    print(e)\n",
    ],
)
def test_what_the_script_has_another_way_for(findings, text):
    kinds = {each.kind for each in findings(START + text)}
    assert kinds == {"mapped"}


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    import pycuda\nexcept ImportError:\n    raise\n",
        "try:\n    import pycuda\nexcept ImportError:\n    import sys\n    sys.exit(1)\n",
        "try:\n    import pycuda\nexcept KeyError:\n    pass\n",
        "try:\n    pass\nfinally:\n    import pycuda\n",
        "try:\n    import no_such_module_x\nexcept ImportError:\n    import pycuda\n",
        "if config.device == 'cpu':\n    import pycuda\n",
        "try:\n    T.foo\nexcept ImportError:\n    pass\n",
    ],
)
def test_what_is_no_other_way(findings, text):
    assert "cannot" in {each.kind for each in findings(START + text)}


@pytest.mark.parametrize("text", ["'device=%s' % 'gpu'", "'nonsense'", "x + '=3'"])
def test_flags_that_are_put_together_are_not_guessed(findings, text):
    assert findings(f"import os\nx = 'a'\nos.environ['THEANO_FLAGS'] = {text}\n") == []


def test_a_fallback_that_is_not_needed_is_not_missed(findings):
    text = "try:\n    import json\nexcept ImportError:\n    import simplejson as json\n"
    assert findings(text) == []


def test_what_an_import_of_all_should_have_brought_cannot_work(findings):
    found = findings("from theano.tensor import *\ny = foo_missing(dot(1, 2))\n")
    (refused,) = [each for each in found if each.kind == "cannot"]
    assert (refused.line, refused.name) == (2, "theano.tensor.foo_missing")


def test_a_default_that_is_no_literal_is_shown_as_dots(findings):
    (found,) = findings("import lasagne\nlasagne.layers.DenseLayer(1)\n")
    assert " W=..., b=...," in found.remedy and " at 0x" not in found.remedy


def test_a_missing_module_is_told_once(findings):
    found = findings("import pycuda.driver as cuda\ncuda.init()\ncuda.Device(0)\n")
    assert [(each.line, each.kind) for each in found] == [(1, "cannot")]


def test_modules_of_its_own_are_not_missed(findings, tmp_path):
    (tmp_path / "helpers.py").write_text("")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "inner.py").write_text("")
    assert findings("import helpers, package.inner\nhelpers.foo(theano=1)\n") == []


def test_a_folder_that_the_script_adds_to_its_path_is_looked_at(findings, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "helpers.py").write_text("")
    assert findings("import sys\nsys.path.append('lib')\nimport helpers\n") == []


def test_columns_are_counted_from_one(findings):
    (found,) = findings("import theano.tensor as T\ny = T.inv(3.)\n")
    assert (found.line, found.column) == (2, 5)
    translated = findings("import theano.tensor as T\nprint T.inv(3.)\n")
    assert [(each.kind, each.column) for each in translated] == [
        ("translated", None),
        ("mapped", 9),
    ]
