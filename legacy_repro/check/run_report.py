"""What really happened in a run: the findings on the lines that were executed, and the end."""

import atexit
import os
import sys
import time
import traceback
import warnings
from collections import Counter

from legacy_repro import backends
from legacy_repro.check import executed, files, one
from legacy_repro.check.as_json import as_json
from legacy_repro.check.text import text
from legacy_repro.runner.script import status
from legacy_repro.say import said
from legacy_repro.writing import open_whole


class RunReport:
    """A context around a script's execution; its report is written as the process ends.

    target: a file, as JSON if its name ends in .json; "-" is standard error. script: its path.
    backend: its name.
    """

    def __init__(self, target, script, backend):
        self.target = target if target == "-" else os.path.abspath(target)
        self.backend, self.given = backend, script
        self.script = os.path.abspath(script)
        self.executed = executed.Executed(os.path.dirname(os.path.realpath(script)))
        self.warnings = Counter()
        self.end = {"status": 0, "error": None, "at": None}
        self.error = self.last = None  # last: the file and the line where the run ended

    def __enter__(self):
        self.process, self.began = os.getpid(), time.perf_counter()
        # Before the script's own functions of this kind, so after them as the process ends.
        atexit.register(self.write)
        self._show = warnings.showwarning
        warnings.showwarning = self._note_warning
        self.executed.start()

    def __exit__(self, kind, error, frames):
        self.seconds = time.perf_counter() - self.began
        if error is not None:
            self.error, self.last = error, self._last(frames)
            at = f"{self._shown(self.last[0])}:{self.last[1]}" if self.last else None
            self.end = {"status": status(error), "error": _sentence(error), "at": at}

    def _note_warning(self, message, category, filename, lineno, file=None, line=None):
        self.warnings[f"{filename}:{lineno}: {category.__name__}: {message}"] += 1
        self._show(message, category, filename, lineno, file, line)

    def _last(self, frames):
        """Return the file and the last line of the script's own that led to the end."""
        own = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(frames)
            if frame.filename in self.executed.lines
        ]
        return own[-1] if own else None

    def write(self):
        """Write the report; a process that the script has forked writes none."""
        if os.getpid() != self.process:
            return
        self.executed.stop()  # not before: other threads go on after the script's last line
        self.end["notes"] = list(getattr(self.error, "__notes__", []))
        reports = self._reports()
        is_json = self.target.endswith(".json")
        content = self._json(reports) if is_json else self._text(reports)
        if self.target == "-":
            print(content, file=sys.stderr)
            return
        try:
            with open_whole(self.target) as file:
                file.write(f"{content}\n".encode())
        except OSError as error:
            print(f"legacy-repro: --report {self.target}: {error.strerror}", file=sys.stderr)

    def _reports(self):
        """Return the Reports on the script and its modules, restricted to what was executed."""
        contents = {self.script: files.content(self.script), **self.executed.contents}
        reports = []
        for path, content in contents.items():
            neighbour = bool(reports) and reports[0].python == 2
            report, uses = one.report(path, content, neighbour=neighbour)
            if uses is not None:  # else it is the error that keeps it from running
                report.findings = [each for each in report.findings if self._happened(each, path)]
            report.path, report.unseen = self._shown(path), ()
            reports.append(report)
        return reports

    def _happened(self, finding, path):
        """Say whether a line was executed, and of what cannot work, whether it ended the run."""
        name = path if finding.cell is None else f"{path}, cell {finding.cell}"
        lines = self.executed.lines.get(name, set())
        if finding.kind == "cannot":
            lines = {self.last[1]} if self.last and self.last[0] == name else set()
        first, last = finding.span
        return not lines.isdisjoint(range(first, last + 1))

    def _shown(self, path):
        """Return a path as the command was given that of the script."""
        beside = os.path.relpath(path, os.path.dirname(self.script))
        return os.path.join(os.path.dirname(self.given), beside)

    def _run(self):
        return {
            "backend": self.backend,
            "seconds": round(self.seconds, 2),
            **self.end,
            "said": said(),
            "warnings": [
                line if count == 1 else f"{line} ({count} times)"
                for line, count in self.warnings.items()
            ],
        }

    def _json(self, reports):
        return as_json(reports, run=self._run())

    def _text(self, reports):
        run = self._run()
        name = self.given
        lines = [text(reports), f"{name}: {run['seconds']} s on {run['backend']}, {self._ended()}"]
        lines += [f"{name}: what to do: {note}" for note in self.end["notes"]]
        lines += [f"{name}: said: {line}" for line in run["said"]]
        lines += [f"{name}: warning: {line}" for line in run["warnings"]]
        return "\n".join(lines)

    def _ended(self):
        error, at = self.end["error"], self.end["at"]
        if error is None:
            return "came to its end"
        return f"ended with status {self.end['status']}{f' at {at}' if at else ''}: {error}"


def _sentence(error):
    return traceback.format_exception_only(error)[-1].strip()


def ready(target, script, backend):
    """Return a RunReport; raise OSError if its file cannot be written."""
    if target != "-":
        was_there = os.path.exists(target)
        with open(target, "ab"):
            pass
        if not was_there:  # the run may never begin
            os.remove(target)
    return RunReport(target, script, backends.decide(backend)[0])
