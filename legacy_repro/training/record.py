"""What a compiled training function has done: what each step returned, and the state it left."""

import numpy as np

from legacy_repro.training import checkpoint


class Record:
    """The steps of one training function: those of an earlier run, then this run's own.

    A row is what one step returned, after the seconds at which it ended. The state is all that the
    function updates: parameters, momentum, random streams. saved: the arrays of an earlier run;
    raises ValueError if they are not of this function.
    """

    def __init__(self, function, saved=None):
        self._state = [
            given.variable for given in function.maker.inputs if given.update is not None
        ]
        self.rows = []
        self.done = 0  # how many of the rows this run has come by
        if saved:
            checkpoint.restore(self._state, saved, "value")
            self.rows = list(saved["steps"])

    @property
    def ahead(self):
        """How many steps the earlier run made that this one has not come by yet."""
        return len(self.rows) - self.done

    def add(self, row):
        """Take the row of a step that was made now."""
        self.rows.append(row)
        self.done += 1

    def recall(self):
        """Return the row of the next step, which an earlier run made."""
        self.done += 1
        return self.rows[self.done - 1]

    def arrays(self):
        """Return all of it by name, as `saved` takes it."""
        return {"steps": np.array(self.rows)} | checkpoint.values(self._state, "value")


def as_row(returned, seconds):
    """Return the numbers that a function returned, after the seconds, in one list."""
    several = returned if isinstance(returned, list | tuple) else [returned]
    return [seconds, *map(float, several)]


def without_seconds(rows):
    """Return what functions returned: an array (calls, outputs) of float64."""
    return np.array([row[1:] for row in rows], ndmin=2)
