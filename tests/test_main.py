import subprocess
import sys

import pytest

from legacy_repro import __main__, __version__, datasets


def test_version(capsys):
    with pytest.raises(SystemExit, match="0"):
        __main__.main(["--version"])
    assert capsys.readouterr().out.strip() == __version__


def test_a_command_is_needed(capsys):
    with pytest.raises(SystemExit, match="2"):
        __main__.main([])
    assert "COMMAND" in capsys.readouterr().err


def test_an_unknown_backend_of_the_environment_is_refused(monkeypatch, capsys):
    monkeypatch.setenv("LEGACY_REPRO_BACKEND", "cuda")
    assert __main__.main(["run", "script.py"]) == 2
    assert "no backend 'cuda': choose one of c, numba" in capsys.readouterr().err


def test_data_errors_are_said_in_one_line(capsys, tmp_path):
    assert __main__.main(["data", "cifar", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("legacy-repro: ")


def test_data_is_written(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(datasets, "write", lambda *arguments: asked.append(arguments))
    assert __main__.main(["data", "mnist.pkl.gz", str(tmp_path)]) == 0
    assert asked == [("mnist.pkl.gz", str(tmp_path))]


def test_help_needs_no_pytensor():
    code = (
        "import sys, legacy_repro.__main__ as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: assert 'pytensor' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
