"""Which lines of a script's own files are executed; each is noted once, at little cost."""

import os
import sys
import threading

from legacy_repro.check import files
from legacy_repro.runner.python2.importing import is_its_own


class Executed:
    """Notes lines while it is on: ``lines[filename]`` is a set.

    ``contents[path]`` are the bytes of a file as its first line was executed. folder: the script's.
    From Python 3.12 on a line costs something once; Python 3.11 traces the script's files until
    all lines of a function are noted. A fork is not watched.
    """

    def __init__(self, folder):
        self.folder = os.path.realpath(folder)
        self.lines, self.contents = {}, {}
        self._own = {}
        self._missing = {}  # of a code object the lines that are not noted yet
        self._is_on = False

    def start(self):
        self._is_on = True
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.stop)
        if hasattr(sys, "monitoring"):
            self._monitor()
        else:
            sys.settrace(self._of_frame)
            threading.settrace(self._of_frame)

    def stop(self):
        if not self._is_on:
            return
        self._is_on = False
        if hasattr(sys, "monitoring"):
            sys.monitoring.set_events(self._tool, 0)
            sys.monitoring.free_tool_id(self._tool)
            return
        # The script may have set its own in the meantime.
        if sys.gettrace() == self._of_frame:
            sys.settrace(None)
        if threading.gettrace() == self._of_frame:
            threading.settrace(None)

    def _monitor(self):
        monitoring = sys.monitoring
        # 0, 1, 2 and 5 are those of debuggers, coverage, profilers, optimizers.
        self._tool = next(each for each in (3, 4) if monitoring.get_tool(each) is None)
        monitoring.use_tool_id(self._tool, "legacy-repro")
        line = monitoring.events.LINE
        monitoring.register_callback(self._tool, line, self._of_code)
        monitoring.set_events(self._tool, line)

    def _of_code(self, code, line):
        if self._is_own(code.co_filename):
            self._note(code.co_filename, line)
        return sys.monitoring.DISABLE

    def _of_frame(self, frame, event, argument):
        filename = frame.f_code.co_filename
        if not self._is_own(filename):
            return None
        if event == "line":
            self._note(filename, frame.f_lineno)
        if frame.f_code not in self._missing:
            self._missing[frame.f_code] = _lines(frame.f_code)
        missing = self._missing[frame.f_code]
        missing.discard(frame.f_lineno)
        return self._of_frame if missing else None

    def _note(self, filename, line):
        self.lines.setdefault(filename, set()).add(line)

    def _is_own(self, filename):
        """Say whether a file is one of the script's, or a cell of a notebook is."""
        if filename not in self._own:
            folder = os.path.dirname(filename)
            self._own[filename] = os.path.isabs(filename) and is_its_own(folder, self.folder)
            path = filename.partition(", cell ")[0]
            if self._own[filename] and path not in self.contents:
                self.contents[path] = files.content(path)
        return self._own[filename]


def _lines(code):
    return {line for *_, line in code.co_lines() if line}
