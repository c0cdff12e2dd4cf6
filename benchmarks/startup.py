"""What `legacy-repro run` adds to the start of a script: ``python -m benchmarks.startup``.

Each command starts a process, all in turn; the table has the medians, and what is beyond the import
of PyTensor, which every Theano script needs.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from legacy_repro.ascii_table import table

ROUNDS = 11
RUN = ("-m", "legacy_repro", "run")
COMMANDS = {
    "python, empty script": ((), ""),
    "python, import pytensor": ((), "import pytensor.tensor"),
    "legacy-repro run, empty script": (RUN, ""),
    "legacy-repro run, import theano": (RUN, "import theano.tensor"),
    "legacy-repro run, import lasagne": (RUN, "import lasagne"),
}
BASE = "python, import pytensor"


def main():
    """Measure, and print the table."""
    times = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS + 1):
            for name, (start, code) in COMMANDS.items():
                times[name].append(_seconds(start, code, Path(folder, "script.py")))
    base = statistics.median(times[BASE][1:])
    header = ["", "seconds", "beyond PyTensor"]
    print(table(header, [_row(name, times[name], base) for name in times], header[1:]))


def _seconds(start, code, script):
    script.write_text(code)
    began = time.perf_counter()
    subprocess.run([sys.executable, *start, script], check=True)
    return time.perf_counter() - began


def _row(name, times, base):
    median = statistics.median(times[1:])  # the first fills the system's caches
    return [name, f"{median:.3f}", f"{median - base:+.3f}"]


if __name__ == "__main__":
    main()
