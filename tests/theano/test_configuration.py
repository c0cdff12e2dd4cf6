import io
import os
import subprocess
import sys

import numpy as np
import pytensor
import pytest

from legacy_repro.theano import configdefaults, configparser, configuration
from legacy_repro.theano.configuration import change_flags, config


@pytest.fixture(autouse=True)
def _as_before():
    own = dict(vars(config)["_own"])
    settings = {n: getattr(pytensor.config, n) for n in ("floatX", "linker", "mode", "openmp")}
    yield
    vars(config)["_own"] = own
    for name, value in settings.items():
        setattr(pytensor.config, name, value)


def test_values_are_pytensors():
    config.floatX = "float32"
    assert pytensor.config.floatX == config.floatX == "float32"


def test_dotted_names():
    config.gcc.cxxflags = config.gcc.cxxflags
    assert config.blas.ldflags == pytensor.config.blas__ldflags
    assert config.dnn.conv.algo_bwd is True
    config.dnn.conv.algo_bwd = "deterministic"
    assert config.dnn.conv.algo_bwd == "deterministic"


def test_settings_without_an_heir_have_theanos_defaults():
    assert config.device == "cpu"
    assert config.compute_test_value == "off"
    config.compute_test_value = "warn"
    assert config.compute_test_value == "warn"


def test_an_unknown_setting_is_named():
    with pytest.raises(AttributeError, match=r"theano\.config\.nonsense: neither"):
        config.nonsense  # noqa: B018


def test_change_flags():
    with change_flags(floatX="float32", compute_test_value="warn"):
        assert (config.floatX, config.compute_test_value) == ("float32", "warn")
    assert (config.floatX, config.compute_test_value) == ("float64", "off")


def test_a_wrong_optimizer_is_refused_at_once():
    with pytest.raises(ValueError, match="bogus"):
        config.optimizer = "bogus"


@pytest.mark.parametrize(("asked", "used"), [("c", "cvm"), ("c|py", "cvm"), ("vm", "vm")])
def test_the_linker_that_gives_wrong_numbers_is_never_used(asked, used):
    config.linker = asked
    assert pytensor.config.linker == used


def test_flags_are_applied_and_idle_ones_said_once_in_one_line(capsys):
    configuration.apply({"floatX": "float32", "openmp": "True", "lib.cnmem": "0.9", "nvcc.x": "1"})
    configuration.apply({"lib.cnmem": "0.9", "nvcc.x": "1"})
    assert (config.floatX, config.openmp) == ("float32", True)
    assert capsys.readouterr().err.splitlines() == [
        "legacy-repro: ignored, they mean nothing to PyTensor: Theano's flags lib.cnmem, nvcc.x"
    ]


def test_the_device_is_the_backends_business(capsys):
    configuration.apply({"device": "gpu0"})
    assert config.device == "cpu"
    assert capsys.readouterr().err == ""


def test_a_wrong_value_is_refused_by_name():
    with pytest.raises(ValueError, match=r"Theano's flag floatX=float31: .*float32"):
        configuration.apply({"floatX": "float31"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("compute_test_value", "sometimes"),
        ("dnn.conv.algo_fwd", "quick"),
        ("warn.round", "perhaps"),
        ("floatX", "float8"),
        ("metaopt.verbose", "much"),
    ],
)
def test_values_are_checked(name, value):
    with pytest.raises(ValueError, match=value):
        setattr(config, name, value)


def test_texts_of_flags_become_values():
    config.warn.round = "True"
    config.gpuarray.preallocate = "0.5"
    assert config.warn.round is True and config.gpuarray.preallocate == 0.5
    config.warn.round = 0
    assert config.warn.round is False


def test_every_setting_of_theano_can_be_read():
    names = "warn.sum_sum_bug cuda.root lib.amdlibm vm.lazy profiling.n_ops NanGuardMode.action"
    for name in [*configdefaults.PARAMETERS, *names.split()]:
        getattr(config, name)
    assert config.warn.inc_subtensor1_opt is True and config.warn.sum_sum_bug is False
    assert "floatX\n    Value:  float64\n" in str(config)


def test_settings_of_a_scripts_own(monkeypatch):
    parameters = dict(vars(config)["_parameters"])
    monkeypatch.setitem(vars(config), "_parameters", parameters)
    monkeypatch.setitem(configparser.THEANO_FLAGS_DICT, "mine.colour", "green")
    configparser.AddConfigVar("mine.depth", "how deep", configparser.IntParam(3), in_c_key=False)
    configparser.AddConfigVar("mine.colour", "", configparser.EnumStr("red", "green"))
    configparser.AddConfigVar("mine.fixed", "", configparser.BoolParam(True, allow_override=False))
    config.mine.depth += 2
    assert (config.mine.depth, config.mine.colour, config.mine.fixed) == (5, "green", True)
    with pytest.raises(AttributeError, match="already taken"):
        configparser.AddConfigVar("mine.depth", "", configparser.IntParam(3))
    with pytest.raises(Exception, match="can't be changed"):
        config.mine.fixed = False
    with pytest.raises(ValueError, match="texts, not 3"):
        configparser.EnumStr("a", 3)
    one = configparser.StrParam("q", is_valid=lambda text: len(text) == 1)
    with pytest.raises(ValueError, match="long"):
        one.apply("long")


def test_flags_with_dots_for_a_while():
    with change_flags({"warn.round": True, "floatX": "float32"}):
        assert (config.warn.round, config.floatX) == (True, "float32")
    assert (config.warn.round, config.floatX) == (False, "float64")


def test_numpys_errors_are_set_by_flags_once():
    with np.errstate():
        configuration.apply({"numpy.seterr_divide": "raise", "numpy.seterr_all": "warn"})
        before = np.geterr()
        configuration.set_numpy_errors()
        assert np.geterr() == {**dict.fromkeys(before, "warn"), "divide": "raise"}
    with (
        np.errstate(divide="call"),
        pytest.raises(Exception, match="seterr_all can't be changed after"),
        change_flags({"numpy.seterr_all": "warn"}),
    ):
        pass
    assert np.geterr()["divide"] != "call"


def test_numpys_errors_are_theanos_business_alone():
    python = """
import numpy as np
import legacy_repro.theano
legacy_repro.activate()
first = np.geterr()["divide"]
import theano
print(first, np.geterr()["divide"])
"""
    environment = {**os.environ, "THEANO_FLAGS": ""}
    done = subprocess.run([sys.executable, "-c", python], env=environment, capture_output=True,
                          text=True, check=True)  # fmt: skip
    assert done.stdout.split() == ["warn", "ignore"]


def test_flags_set_what_a_script_cannot(monkeypatch):
    monkeypatch.setitem(vars(config), "_parameters", dict(vars(config)["_parameters"]))
    monkeypatch.setitem(configparser.THEANO_FLAGS_DICT, "mine.size", "4")
    configparser.AddConfigVar("mine.size", "", configparser.IntParam(3, allow_override=False))
    assert config.mine.size == 4


@pytest.mark.parametrize("how", ["raise", "floatX"])
def test_divisions_of_integers_are_those_of_theanos_default(how):
    with pytest.raises(ValueError, match=f"int_division: '{how}' cannot be had, `/` between"):
        config.int_division = how
    config.int_division = "int"


def test_all_settings_as_text():
    text = io.StringIO()
    configparser._config_print(config, text)
    assert "floatX\n    Value:  float64\n" in text.getvalue()
