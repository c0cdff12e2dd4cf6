import pytensor
import pytest

from legacy_repro.theano import configuration
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
