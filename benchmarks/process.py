"""A worker as its parent sees it: a process that is asked to do things, and answers."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]


class WorkerDied(Exception):
    """A worker ended before it answered; what it had to say is on standard error."""


class Worker:
    """A process of ``benchmarks.worker``, to be used in a `with` statement, at whose end it ends.

    cache: a folder for compiled code, else the user's own.
    """

    def __init__(self, cache=None):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=ROOT,
            env=os.environ | (_only_cache(cache) if cache else {}),
            start_new_session=True,  # Ctrl-C is for the parent, which then ends the worker
        )

    def ask(self, what, **arguments):
        """Have a function of `benchmarks.worker` called; return its answer.

        Raises WorkerDied.
        """
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps([what, arguments]).encode() + b"\n")
        answer = self.process.stdout.readline()
        if not answer:
            status = self.process.wait()
            raise WorkerDied(f"a worker ended with status {status}, asked to {what} {arguments}")
        return json.loads(answer)

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)  # and the compilers it runs
        with self.process:  # closes its standard input, which ends it, and waits
            pass


def _only_cache(folder):
    """Return the environment in which a worker keeps compiled code in that folder alone."""
    given = os.environ.get("PYTENSOR_FLAGS", "")
    ours = f"base_compiledir={folder},compiledir={Path(folder, 'c')}"  # the last ones count
    return {
        "PYTENSOR_FLAGS": f"{given},{ours}" if given else ours,
        "JAX_ENABLE_COMPILATION_CACHE": "false",
    }
