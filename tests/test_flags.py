import os
import subprocess
import sys

import pytest

from legacy_repro import flags


def test_parse():
    assert flags.parse("floatX=float32, device=cpu,,blas.ldflags=-lblas -lm") == {
        "floatX": "float32",
        "device": "cpu",
        "blas.ldflags": "-lblas -lm",
    }


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('gcc.cxxflags="-O1,-g",floatX=float32', {"gcc.cxxflags": "-O1,-g", "floatX": "float32"}),
        ("floatX='float32'", {"floatX": "float32"}),
        ("floatX=float32#c", {"floatX": "float32"}),
        ("device=cpu,floatX", {"device": "cpu"}),
    ],
)
def test_quotes_comments_and_what_has_no_value(text, values):
    assert flags.parse(text) == values
    assert flags.without_value(text) == ["floatX"] * text.endswith(",floatX")


def test_a_quotation_without_its_end_is_refused():
    with pytest.raises(ValueError, match=r"^THEANO_FLAGS=floatX='float32: No closing quotation$"):
        flags.parse("floatX='float32")


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b"[global]\nbase_compiledir=/x/%(USER)s/c\n", {"base_compiledir": "/x/joe/c"}),
        (b"[gcc]\ncxxflags=-DX=%d\n", {"gcc.cxxflags": "-DX=%d"}),
        (b"[global]\nfloatX=float32\nfloatX=float64\n", {"floatX": "float64"}),
        (b"[global]\nfloatX=a\n[cuda]\nroot=/x\n[global]\nopenmp=b\n",
         {"floatX": "a", "cuda.root": "/x", "openmp": "b"}),
        (b"[global]\nfloatX=float32 ; the type\n", {"floatX": "float32"}),
        (b"# caf\xe9\n[global]\nfloatX=float32\n", {"floatX": "float32"}),
        ("[global]\ncompiledir=/é\n".encode(), {"compiledir": "/é"}),
    ],
)  # fmt: skip
def test_files_are_read_as_theano_read_them(tmp_path, monkeypatch, content, values):
    monkeypatch.setenv("USER", "joe")
    (tmp_path / "rc").write_bytes(content)
    assert flags.read_theanorc([str(tmp_path / "none"), str(tmp_path / "rc")]) == values


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


def run(code, **flags):
    """Return what a process with an activated package printed, and its errors' lines."""
    ended = subprocess.run(
        [sys.executable, "-c", f"import legacy_repro; legacy_repro.activate()\n{code}"],
        capture_output=True,
        text=True,
        env={**os.environ, **flags},
    )
    return ended.stdout.strip(), ended.stderr.splitlines()


def test_a_script_may_set_the_flags_before_it_imports_theano():
    code = (
        "import os\n"
        "os.environ['THEANO_FLAGS'] = 'floatX=float32,optimizer=fast_compile,compiledir=/x'\n"
        "import theano\n"
        "print(theano.config.floatX, theano.config.optimizer, theano.tensor.vector().dtype)\n"
    )
    printed, said = run(code, THEANO_FLAGS="floatX=float64,openmp,compute_test_value=off")
    assert printed == "float32 fast_compile float32"
    assert said == [
        "legacy-repro: ignored: THEANO_FLAGS: openmp has no value",
        "legacy-repro: ignored: Theano's flag compiledir comes too late, "
        "set THEANO_FLAGS before the start",
    ]


def test_flags_are_read_again_only_if_they_changed():
    code = (
        "import pytensor\n"
        "pytensor.config.floatX = 'float64'\n"
        "import theano\n"
        "print(theano.config.floatX)\n"
    )
    assert run(code, THEANO_FLAGS="floatX=float32") == ("float64", [])
