"""What a compiled training function has done: what each step returned, and the state it left."""

import numpy as np


class Record:
    """The steps of one training function: those of an earlier run, then this run's own.

    A row is what one step returned, after the seconds at which it ended. The state is all that the
    function updates: parameters, momentum, random streams. saved: the arrays of an earlier run;
    raises ValueError if they are not of this function.
    """

    def __init__(self, function, saved=None):
        self._variables = [x.variable for x in function.maker.inputs if x.update is not None]
        self.rows = []
        self.done = 0  # how many of the rows this run has come by
        if saved:
            self._restore(saved)

    def _restore(self, saved):
        names = [f"value {i}" for i in range(len(self._variables))]
        shapes = [np.shape(variable.get_value(borrow=True)) for variable in self._variables]
        if set(saved) != {"steps", *names} or [saved[name].shape for name in names] != shapes:
            raise ValueError("what it holds does not fit the network")
        self.rows = list(saved["steps"])
        for variable, name in zip(self._variables, names, strict=True):
            variable.set_value(saved[name])

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
        values = [np.asarray(variable.get_value(borrow=True)) for variable in self._variables]
        named = {f"value {i}": value for i, value in enumerate(values)}
        return {"steps": np.array(self.rows), **named}


def as_row(returned, seconds):
    """Return the numbers that a function returned, after the seconds, in one list."""
    several = returned if isinstance(returned, list | tuple) else [returned]
    return [seconds, *map(float, several)]


def without_seconds(rows):
    """Return what functions returned: an array (calls, outputs) of float64."""
    return np.array([row[1:] for row in rows], ndmin=2)
