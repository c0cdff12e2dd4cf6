import pytest

from legacy_repro import flags


def test_parse():
    assert flags.parse("floatX=float32, device=cpu,,blas.ldflags=-lblas -lm") == {
        "floatX": "float32",
        "device": "cpu",
        "blas.ldflags": "-lblas -lm",
    }


def test_a_part_without_equals_is_named():
    with pytest.raises(ValueError, match="'floatX' is not of the form name=value"):
        flags.parse("device=cpu,floatX")


def test_a_file_of_another_form_is_refused_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "rc").write_text("floatX = float32\n")
    with pytest.raises(ValueError, match=r"^Theano's configuration file: .*no section headers.*$"):
        flags.read({"THEANORC": "~/rc"})


def test_the_variable_goes_before_the_file(tmp_path):
    rc = tmp_path / "theanorc"
    rc.write_text("[global]\nfloatX = float32\ndevice = cpu\n[blas]\nldflags = -lopenblas\n")
    environ = {"THEANORC": str(rc), "THEANO_FLAGS": "floatX=float64"}
    assert flags.read(environ) == {
        "floatX": "float64",
        "device": "cpu",
        "blas.ldflags": "-lopenblas",
    }
