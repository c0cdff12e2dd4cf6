"""Record what the original prints for the scripts of this folder, each into a .out beside it.

    python tests/scripts/record.py [FOLDER or SCRIPT ...]

Needed are two interpreters with Theano 1.0.5 (README.md here says how to make them), named by the
variables THEANO_PYTHON3 (Python 3.7, with Lasagne 0.1) and THEANO_PYTHON2 (Python 2.7).
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
INTERPRETERS = {".py": "THEANO_PYTHON3", ".py2": "THEANO_PYTHON2"}
FLAGS = "floatX=float32,blas.ldflags=-lopenblas"
VERSION = "import theano; print(theano.__version__)"


def scripts(paths):
    """Return the scripts among the given files and in the given folders, all without any."""
    found = [
        path
        for given in paths or [HERE]
        for path in ([given] if given.is_file() else sorted(given.rglob("*.py*")))
    ]
    return [path for path in found if path.suffix in INTERPRETERS and path.parent != HERE]


def original(script):
    """Return the interpreter for a script; stop where there is none, or no Theano 1.0.5 in it."""
    variable = INTERPRETERS[script.suffix]
    if variable not in os.environ:
        sys.exit(f"{script}: {variable} must name a Python with Theano 1.0.5, see {HERE}/README.md")
    python = os.environ[variable]
    version = subprocess.run([python, "-c", VERSION], capture_output=True, text=True)
    if version.stdout.strip() != "1.0.5":
        sys.exit(f"{variable}={python} has no Theano 1.0.5: {version.stdout}{version.stderr}")
    return python


def record(script, python):
    """Run a script by the original in an empty folder; write what it printed."""
    flags = ",".join(filter(None, [FLAGS, os.environ.get("THEANO_FLAGS")]))
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [python, "-W", "ignore", script.resolve()],
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "THEANO_FLAGS": flags},
            check=True,
        )
    script.with_suffix(".out").write_bytes(ended.stdout)
    print(f"{script}: {len(ended.stdout.splitlines())} lines")


if __name__ == "__main__":
    for script in scripts([Path(argument) for argument in sys.argv[1:]]):
        record(script, original(script))
