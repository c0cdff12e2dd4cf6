"""Run a script as plain Python would: its argv, path, `__main__`, traceback and exit status.

A script of Python 2 runs too, translated, and a notebook, its cells in order.
"""

import builtins
import contextlib
import os
import sys
import types
from importlib.machinery import SourceFileLoader
from pathlib import Path

from legacy_repro import names
from legacy_repro.runner import downloads, pictures, python2
from legacy_repro.say import SaysAll, say
from legacy_repro.writing import open_whole


class CannotWrite(SaysAll, OSError):
    """A file that the command was asked to write and cannot."""


def run(path, arguments=(), figures=None, write_py3=None, report=None):
    """Run a script file with its arguments in this process; return the exit status.

    figures: a folder for its pictures; without it they are shown, or where there is no screen saved
    beside the script. write_py3: a file for the translation of a script of Python 2. report: a
    context that sees the execution and how it ends.

    SystemExit passes through, as from any script. Any other exception is printed with the
    script's frames alone, one that says all as a line; the status is 1, after Ctrl-C 130.
    """
    full_path = os.path.abspath(path)
    try:
        source = Path(path).read_bytes()
    except OSError as error:
        print(f"legacy-repro: can't open {path!r}: {error.strerror}", file=sys.stderr)
        return 2
    sys.argv = [path, *arguments]
    if not sys.flags.safe_path:
        sys.path[0] = os.path.dirname(os.path.realpath(path))
        _keep_layers_apart(sys.path[0])
    surround(figures, full_path)
    namespace = _fresh_main(full_path)
    try:
        with report or contextlib.nullcontext():
            if write_py3:
                _write_py3(source, full_path, write_py3)
            for code in _codes(source, full_path):
                exec(code, namespace)
    except SaysAll as error:
        print(f"legacy-repro: {error}", file=sys.stderr)
        return 1
    except SystemExit:
        raise
    except BaseException as error:
        _print_traceback(error)
        return status(error)
    return 0


def status(error):
    """Return the exit status that an exception ends a script with."""
    if isinstance(error, SystemExit):
        code = error.code or 0
        return code & 0xFF if isinstance(code, int) else 1
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def surround(figures, path, process=""):
    """Give a process of the script at `path` what it needs: see `run`.

    process: what the names of its pictures have besides the script's.
    """
    import numpy  # here: the rest of the runner does without

    numpy.set_printoptions(legacy="1.25")  # [3, 4] of NumPy's integers, not [np.int64(3), ...
    downloads.install()
    if figures or not pictures.has_screen():
        pictures.install(figures or os.path.dirname(path), Path(path).stem + process)


def _codes(source, path):
    """Yield the code objects of a script, one, or of a notebook, some a cell."""
    if path.endswith(".ipynb"):
        from legacy_repro.runner import notebook

        python2.install(os.path.dirname(os.path.realpath(path)))
        yield from notebook.steps(source, path, python2)
    else:
        yield python2.load(source, path)


def _write_py3(source, path, target):
    """Write the translation of a script of Python 2 into a file."""
    if not python2.is_python2(source, path):
        say(f"{target} is not written: {path} is Python 3 as it is")
        return
    text = python2.translate(source, path)
    try:
        with open_whole(target) as file:
            file.write(text.encode())
    except OSError as error:
        raise CannotWrite(f"--write-py3 {target}: {error.strerror or error}") from error
    say(f"wrote {target}, the Python 3 of {path}")


def _fresh_main(path):
    """Return the namespace of a new `__main__` module for a script."""
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = builtins
    module.__loader__ = SourceFileLoader("__main__", path)
    ours = vars(sys.modules["__main__"])
    varying = {"__annotations__": {}, "__cached__": None}  # with the version of Python
    vars(module).update({name: value for name, value in varying.items() if name in ours})
    sys.modules["__main__"] = module
    return vars(module)


def _keep_layers_apart(folder):
    """Let a script with a module `layers` beside it import that one, and Lasagne's too."""
    own = Path(folder)
    if (own / "layers.py").exists() or (own / "layers").is_dir():
        sys.path.pop(0)
        import lasagne.layers

        for name in [name for name in sys.modules if name.partition(".")[0] == "layers"]:
            sys.modules[f"lasagne.{name}"] = sys.modules.pop(name)
        sys.modules["lasagne.layers.helper"] = lasagne.layers.helper
        sys.path.insert(0, folder)


def _print_traceback(error):
    """Print an uncaught exception from the script's own first frame on."""
    frames = python2.of_script(error.__traceback__)
    _name_by_old_name(error)
    downloads.add_note(error)
    sys.excepthook(type(error), error.with_traceback(frames), frames)


def _name_by_old_name(error):
    """Say of `from theano.x import y`, which Python answers with our file, that y is not there."""
    module = getattr(error, "name", None) if isinstance(error, ImportError) else None
    if module and names.old_name(module) != module:
        error.add_note(f"{names.old_name(module)}: legacy-repro has no such name yet")
