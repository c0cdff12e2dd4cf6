import theano
from theano import compat


def test_names_for_python_2_and_3():
    from theano.compat.python2x import OrderedDict

    assert compat.OrderedDict is OrderedDict and theano.PY3
    assert list(compat.izip([1, 2], [3, 4])) == [(1, 3), (2, 4)]
    assert compat.cmp(1, 2) == -1
    assert compat.exc_message(ValueError("a")) == "a" and compat.exc_message(ValueError(1, 2)) == (
        1,
        2,
    )
    assert compat.decode(b"\xc3\xa9") == "é" == compat.decode_with(b"\xe9", "latin1")
    lists = compat.DefaultOrderedDict(list)
    lists["a"].append(1)
    assert lists == {"a": [1]}


def test_theanos_version():
    assert theano.__version__ == theano.version.version == "1.0.5"
    assert theano.theano_logger.name == "theano"


def test_modes_by_name():
    modes = theano.compile.mode.predefined_modes
    assert modes["FAST_RUN"] is theano.compile.FAST_RUN and "FAST_COMPILE" in modes
    x = theano.tensor.dscalar("x")
    for mode in ("FAST_RUN", "FAST_COMPILE", "ProfileMode", theano.compile.DebugMode()):
        assert theano.function([x], x + 1, mode=mode)(1) == 2
