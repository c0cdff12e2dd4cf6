"""Scripts run by the command, each beside what plain Python does with the same file."""

import json
import re
import subprocess
import sys
import textwrap

import pytest


@pytest.fixture
def script(tmp_path):
    """Write a script; return a function that runs it by the runner or by plain Python."""

    def write(text, name="script.py"):
        path = tmp_path / name
        path.write_text(textwrap.dedent(text))

        def run(*arguments, plainly=False):
            start = [] if plainly else ["-m", "legacy_repro", "run"]
            command = [sys.executable, *start, str(path), *arguments]
            return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

        return run

    return write


def test_a_script_sees_what_plain_python_shows_it(script, tmp_path):
    (tmp_path / "beside.py").write_text("value = 7\n")
    run = script(
        """
        import os, pickle, sys
        import beside
        class Thing: pass
        print(sys.argv, __file__, __name__, os.path.realpath(sys.path[0]), beside.value, __doc__)
        print(pickle.loads(pickle.dumps(Thing())).__class__, sys.modules["__main__"].Thing is Thing)
        """
    )
    ours = run("--epochs", "3", "--help")
    assert ours.stdout == run("--epochs", "3", "--help", plainly=True).stdout != ""
    assert (ours.returncode, ours.stderr) == (0, "")


def test_a_script_finds_the_names_that_plain_python_gives_it(script):
    run = script(
        """
        print(sorted((name, type(value)) for name, value in globals().items()), __cached__)
        print(__loader__.name, __loader__.path, __loader__.get_source("__main__")[:5])
        x: int = 3
        print(__annotations__)
        """
    )
    assert run().stdout == run(plainly=True).stdout != ""


def test_a_safe_path_is_left_as_it_is(script, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    (tmp_path / "layers.py").write_text("")
    run = script("import sys; print([p for p in sys.path if 'editable' not in p])")
    assert run().stdout == run(plainly=True).stdout != ""


@pytest.mark.parametrize(
    "ending", ["raise SystemExit(3)", "import sys; sys.exit('bad')", "import os; os._exit(4)", ""]
)
def test_the_exit_status_is_the_scripts(script, ending):
    run = script(ending)
    ours, plain = run(), run(plainly=True)
    assert (ours.returncode, ours.stderr) == (plain.returncode, plain.stderr)


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    return 1 / 0\nf()\n",
        "class Halt(BaseException): pass\nraise Halt(3)\n",
        "raise GeneratorExit\n",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('no') from e\n",
    ],
)
def test_a_traceback_is_that_of_plain_python(script, text):
    run = script(text)
    ours, plain = run(), run(plainly=True)
    assert (ours.returncode, ours.stderr) == (plain.returncode, plain.stderr)


def test_what_neither_python_reads_is_shown_with_a_note(script):
    run = script("print('fine'\n")
    ours, plain = run(), run(plainly=True)
    assert ours.returncode == plain.returncode == 1
    assert ours.stderr.startswith(plain.stderr)
    assert re.fullmatch(
        r"neither Python reads it: Python 2 stops at line 2 \(.*\), Python 3 at line 1 \(.*\)\n",
        ours.stderr.removeprefix(plain.stderr),
    )


PYTHON_2 = "import beside\nfor i in xrange(2):\n    print i, 7 / 2, beside.half(5)\n"


@pytest.fixture
def beside(tmp_path):
    (tmp_path / "beside.py").write_text("def half(n):\n    return n / 2\nxrange(9)\n")


@pytest.mark.usefixtures("beside")
def test_a_script_of_python_2_runs_and_so_does_the_module_beside_it(script):
    ended = script(PYTHON_2)()
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "0 3 2\n1 3 2\n", "")


@pytest.mark.usefixtures("beside")
def test_a_traceback_shows_the_line_of_the_script_of_python_2(script, tmp_path):
    ended = script(PYTHON_2 + "print beside.half('x')\n")()
    assert ended.returncode == 1
    assert re.fullmatch(
        r"Traceback \(most recent call last\):\n"
        rf'  File "{tmp_path}/script.py", line 4, in <module>\n'
        r"    print beside.half\('x'\)\n"
        rf'  File "{tmp_path}/beside.py", line 2, in half\n'
        r"    return n / 2\n"
        r"TypeError: unsupported operand .*\n",
        ended.stderr,
    )


@pytest.mark.usefixtures("beside")
def test_the_translation_is_written(tmp_path):
    (tmp_path / "script.py").write_text(PYTHON_2)
    command = [sys.executable, "-m", "legacy_repro", "run"]

    def run(*arguments):
        return subprocess.run([*command, *arguments], capture_output=True, text=True, cwd=tmp_path)

    first = run("--write-py3", "new.py", "script.py")
    again = run("--write-py3", "newer.py", "new.py")
    assert first.stdout == again.stdout == "0 3 2\n1 3 2\n"
    assert first.stderr.startswith("legacy-repro: wrote new.py, the Python 3 of ")
    assert again.stderr.startswith("legacy-repro: newer.py is not written: ")
    refused = run("--write-py3", "none/new.py", "script.py")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "legacy-repro: --write-py3 none/new.py: No such file or directory\n"


@pytest.mark.usefixtures("beside")
def test_a_notebook_of_python_2_runs(tmp_path):
    cells = [
        {"cell_type": "code", "source": text} for text in ("import beside", "print 7 / 2", "1/2")
    ]
    kernel = {"kernelspec": {"name": "python2"}}
    note = {"cells": cells, "nbformat": 4, "metadata": kernel}
    (tmp_path / "note.ipynb").write_text(json.dumps(note))
    command = [sys.executable, "-m", "legacy_repro", "run", "note.ipynb"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "3\n0\n", "")


def test_ctrl_c(script):
    # A suite that runs in the background has it ignored, and so would the script.
    listen = "import os, signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    ours = script(listen + "os.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n")()
    assert ours.returncode == 130
    assert "script.py" in ours.stderr
    assert "legacy_repro" not in ours.stderr
    assert ours.stderr.endswith("KeyboardInterrupt\n")


def test_old_names_are_there(script):
    run = script(
        """
        import theano, theano.tensor as T
        from lasagne.layers import InputLayer
        x = T.dvector('x')
        print(theano.function([x], T.sqr(x).sum())([3, 4]), InputLayer((2, 3)).shape)
        """
    )
    assert run().stdout == "25.0 (2, 3)\n"


def test_a_name_that_cannot_be_imported_is_named_as_the_script_knows_it(script):
    ours = script("from theano.sandbox import nothing")()
    assert ours.returncode == 1
    assert "cannot import name 'nothing'" in ours.stderr
    assert ours.stderr.endswith("theano.sandbox: legacy-repro has no such name yet\n")


def test_a_script_may_have_its_own_layers_module(script, tmp_path):
    (tmp_path / "layers.py").write_text("mine = True\n")
    run = script(
        """
        import lasagne, layers, lasagne.layers.helper
        print(layers.mine, lasagne.layers.DenseLayer.__name__, hasattr(lasagne.layers, "mine"))
        """
    )
    ours = run()
    assert ours.stdout == "True DenseLayer False\n", ours.stderr


def test_a_script_may_have_its_own_layers_package(script, tmp_path):
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "__init__.py").write_text("")
    (tmp_path / "layers" / "conv.py").write_text("class Mine: pass\n")
    run = script(
        """
        from layers.conv import Mine
        from lasagne.layers.conv import Conv2DLayer
        import lasagne.layers.helper as helper
        print(Mine.__module__, helper.get_output.__name__, Conv2DLayer.__name__)
        """
    )
    ours = run()
    assert ours.stdout == "layers.conv get_output Conv2DLayer\n", ours.stderr


def test_the_file_is_absolute(script, tmp_path):
    script("import os, sys; os.chdir('/'); print(__file__, sys.argv[0]); 1 / 0")
    command = [sys.executable, "-m", "legacy_repro", "run", "script.py"]
    ours = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    plain = subprocess.run(
        [sys.executable, "script.py"], capture_output=True, text=True, cwd=tmp_path
    )
    assert (ours.stdout, ours.stderr) == (plain.stdout, plain.stderr)


def test_a_missing_script_is_named(tmp_path):
    command = [sys.executable, "-m", "legacy_repro", "run", str(tmp_path / "none.py")]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "none.py': No such file or directory" in ended.stderr


def test_an_error_that_says_all_is_a_line(script):
    ended = script("from legacy_repro import datasets; raise datasets.DataError('buy a disk')")()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "legacy-repro: buy a disk\n"


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.usefixtures("no_screen")
def test_pictures_are_beside_the_script(script, tmp_path):
    ended = script("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()")()
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == f"legacy-repro: picture: {tmp_path / 'script-1.png'}\n"
    assert (tmp_path / "script-1.png").exists()


def test_with_a_screen_nothing_changes(script, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    run = script("import matplotlib; print(matplotlib.get_backend(auto_select=False))")
    assert run().stdout == run(plainly=True).stdout == "None\n"


def test_pictures_are_where_the_command_says(tmp_path):
    (tmp_path / "script.py").write_text("import pylab\npylab.plot([1])\npylab.show()")
    command = [sys.executable, "-m", "legacy_repro", "run", "--figures", "drawn", "script.py"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert ended.stderr == f"legacy-repro: picture: {tmp_path / 'drawn' / 'script-1.png'}\n"


def test_a_notebook_runs_cell_by_cell(tmp_path):
    cells = [{"cell_type": "code", "source": text} for text in ("import sys\nx = 3", "x", "1 / 0")]
    (tmp_path / "note.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}))
    command = [sys.executable, "-m", "legacy_repro", "run", "note.ipynb"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "3\n")
    assert re.fullmatch(
        r"Traceback \(most recent call last\):\n"
        r"  File \".*note.ipynb, cell 3\", line 1, in <module>\n"
        r"    1 / 0\n(    [~^]+\n)?ZeroDivisionError: .*\n",
        ended.stderr,
    )


def test_a_missing_data_file_is_answered_with_the_command(script):
    ended = script("import gzip; gzip.open('../data/mnist.pkl.gz')")()
    assert ended.stderr.endswith(
        "FileNotFoundError: [Errno 2] No such file or directory: '../data/mnist.pkl.gz'\n"
        "legacy-repro makes this file of MNIST's digits: legacy-repro data mnist.pkl.gz ../data\n"
    )


def test_a_dead_address_is_answered(script, tmp_path, monkeypatch):
    monkeypatch.setenv("LEGACY_REPRO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LEGACY_REPRO_DATA", "digits")
    ended = script(
        """
        import gzip, pickle, urllib.request
        path, _ = urllib.request.urlretrieve(
            "http://www.iro.umontreal.ca/~lisa/deep/data/mnist/mnist.pkl.gz", "mnist.pkl.gz")
        train, valid, test = pickle.load(gzip.open(path), encoding="latin1")
        print(train[0].shape, test[0].dtype)
        """
    )()
    assert ended.stdout == "(797, 784) float32\n", ended.stderr
    assert "mnist.pkl.gz is gone; it is answered with mnist.pkl.gz made from digits" in ended.stderr


def test_the_data_are_those_that_the_command_names(tmp_path):
    (tmp_path / "script.py").write_text(
        "import os\nfrom legacy_repro.datasets import mnist\nprint(mnist.asked_for())\n"
    )
    command = [sys.executable, "-m", "legacy_repro", "run", "--data", "digits", "script.py"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (ended.stdout, ended.stderr) == ("digits\n", "")


def test_numbers_of_numpy_are_shown_as_they_were(script):
    run = script("import numpy as np\nprint(list(np.arange(2)), repr(np.float32(0.5)), [np.True_])")
    assert run().stdout == "[0, 1] 0.5 [True]\n"
