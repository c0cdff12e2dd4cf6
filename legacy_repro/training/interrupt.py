"""What Ctrl-C does to a training: it waits for the end of a step, and then it stops."""

import signal
import threading
from contextlib import contextmanager


class Interrupt:
    """Ctrl-C, from `watch` to `leave`: it calls `stop`, which ends the program.

    While `postponed` it only sets `pressed`; the second time it interrupts at once, as it always
    does. A thread other than the main one gets no signals, and nothing changes there; nor does it
    where the program ignores Ctrl-C, as shells let background jobs do.
    """

    def __init__(self, stop):
        self.pressed = False
        self._stop = stop
        self._busy = False
        self._before = None

    def watch(self):
        ours = threading.current_thread() is threading.main_thread()
        if self._before is None and ours and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
            self._before = signal.signal(signal.SIGINT, self._receive)

    def leave(self):
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    @contextmanager
    def postponed(self):
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self.pressed:
            self._stop()

    def _receive(self, number, frame):
        if not self._busy:
            self._stop()
        elif self.pressed:
            signal.default_int_handler(number, frame)
        self.pressed = True
