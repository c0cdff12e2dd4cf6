"""What a script has another way for, and what only looks so."""

import pytest

START = "import sys\nimport theano.tensor as T\nfrom theano import config\n"


@pytest.fixture
def refused(findings):
    """Return a function that says of a source how many names in it cannot work."""
    return lambda text: sum(each.kind == "cannot" for each in findings(START + text))


@pytest.mark.parametrize(
    "test",
    [
        "sys.version_info[0] == 2",
        "sys.version < '3'",
        "theano.version.version == '1'",
        "six.PY2",
        "LooseVersion(x) > y",
        "hasattr(T, 'foo')",
        "K.backend() == 'theano'",
    ],
)
def test_a_condition_on_the_version_excuses_any_name(refused, test):
    assert refused(f"if {test}:\n    T.foo\n") == 0
    assert refused(f"x = 0 if {test} else T.foo\n") == 0


@pytest.mark.parametrize(
    "test", ["conversion", "self.inversion", "self.n_version == 2", "x.diversion()", "copy2"]
)
def test_words_that_only_hold_such_a_word_excuse_nothing(refused, test):
    assert refused(f"if {test}:\n    T.foo\n") == 1


@pytest.mark.parametrize(
    "test",
    [
        "use_gpu",
        "config.device != 'cpu'",
        "not config.device == 'cpu'",
        "gpu is not None",
        "use_gpu != 0",
        "n > 3 and use_gpu",
        "use_gpu and not done",
    ],
)
def test_names_of_a_gpu_are_excused_on_a_gpu(refused, test):
    assert refused(f"if {test}:\n    import pycuda, gnumpy\n") == 0
    assert refused(f"if {test}:\n    pass\nelse:\n    import pycuda\n") == 1


@pytest.mark.parametrize(
    "test", ["not use_gpu", "use_gpu is False", "use_gpu == 0", "gpu is None", "device == 'cpu'"]
)
def test_names_of_a_gpu_are_not_excused_elsewhere(refused, test):
    assert refused(f"if {test}:\n    import pycuda\n") == 1
    assert refused(f"if {test}:\n    pass\nelse:\n    import pycuda\n") == 0


def test_a_condition_on_the_device_excuses_no_other_name(refused):
    assert refused("if opts.device:\n    T.foo\n    import no_such_module_x\n") == 2


@pytest.mark.parametrize(("caught", "count"), [("TypeError", 0), ("AttributeError", 1)])
def test_a_call_that_does_not_fit_is_excused_where_that_error_is_caught(refused, caught, count):
    text = f"try:\n    T.nnet.relu(1, slope=3)\nexcept {caught}:\n    T.nnet.relu(1)\n"
    assert refused(text) == count


@pytest.mark.parametrize("start", ["", "print 1\n"])
def test_what_never_runs_is_not_judged(findings, start):
    text = f"{start}if 0:\n    T.foo\n    open('mnist.pkl.gz')\nelif False:\n    T.foo\n"
    assert "cannot" not in {each.kind for each in findings(START + text)}
    assert "cannot" in {each.kind for each in findings(f"{START}if 0: pass\nelse: T.foo\n")}
