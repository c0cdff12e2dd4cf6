"""A worker as its parent sees it: a process that is asked to do things, and answers."""

import json
import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parents[1]
LOOK = 0.1  # seconds between two looks at a worker that computes
FLAGS = {"ours": "PYTENSOR_FLAGS", "theano": "THEANO_FLAGS"}


class WorkerDied(Exception):
    """A worker ended before it answered; what one of ours had to say is on standard error."""


@dataclass(frozen=True)
class Limits:
    """How long an answer may take, in seconds, and how much memory its process, in bytes."""

    seconds: float = 1800
    memory: float = float("inf")


class Worker:
    """A process of ``benchmarks.worker``, to be used in a `with` statement, at whose end it ends.

    It is one of a contender, whose interpreter runs it. cache: a folder for compiled code, else the
    user's own.
    """

    def __init__(self, contender, cache=None, limits=None):
        self.contender = contender
        self.limits = limits or Limits()
        # What ours say matters to the user, what peers say only where they fail.
        self.said = None if contender.module == "ours" else TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            [contender.python, "-m", "benchmarks.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            bufsize=0,
            cwd=ROOT,
            env=_environment(contender, cache),
            start_new_session=True,  # Ctrl-C is for the parent, which then ends the worker
        )

    def activate(self):
        """Have the contender imported; return the seconds it took. Raises WorkerDied."""
        contender = self.contender
        return self.ask("activate", module=contender.module, options=contender.options)

    def ask(self, what, **arguments):
        """Have a function of `benchmarks.worker` called; return its answer.

        Raises WorkerDied, too, if it has to be killed because of the limits.
        """
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps([what, arguments]).encode() + b"\n")
        start = time.monotonic()
        while not select.select([self.process.stdout], [], [], LOOK)[0]:
            self._stop_beyond_limits(time.monotonic() - start, f"{what} {arguments}")
        answer = self.process.stdout.readline()
        if not answer:
            status = self.process.wait()
            raise WorkerDied(
                f"a worker of {self.contender.name} ended with status {status}, "
                f"asked to {what} {arguments}{self._last_words()}"
            )
        return json.loads(answer)

    def _stop_beyond_limits(self, seconds, asked):
        memory = _resident_memory(self.process.pid)
        if seconds > self.limits.seconds:
            spent = f"{seconds:.0f} s"
        elif memory > self.limits.memory:
            spent = f"{memory / 1e9:.1f} GB"
        else:
            return
        self.kill()
        raise WorkerDied(f"stopped at {spent}: {self.contender.name}, asked to {asked}")

    def _last_words(self):
        """Return the last line of what a peer said on standard error, if there is one."""
        if not self.said:
            return ""
        self.said.seek(0)
        lines = self.said.read().decode(errors="replace").split("\n")
        return f": {next(filter(None, reversed(lines)), '')}"

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # and the compilers it runs

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error:
            self.kill()
        with self.process:  # closes its standard input, which ends it, and waits
            pass
        if self.said:
            self.said.close()


def _resident_memory(pid):
    """Return the bytes that a process has in memory now; 0 where that is not known."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _environment(contender, cache):
    environ = os.environ | contender.environ
    return environ | _only_cache(cache, contender, environ) if cache else environ


def _only_cache(folder, contender, environ):
    """Return the environment in which a worker keeps compiled code in that folder alone."""
    changed = {
        "JAX_ENABLE_COMPILATION_CACHE": "false",
        "TORCHINDUCTOR_CACHE_DIR": str(Path(folder, "inductor")),
    }
    if name := FLAGS.get(contender.module):
        ours = f"base_compiledir={folder},compiledir={Path(folder, 'c')}"  # the last ones count
        changed[name] = ",".join(filter(None, [environ.get(name), ours]))
    return changed
