"""What a compiled function reports of the checks that were made in it.

A report is one int64 vector, to be fetched at once: the number of the trace that the function was
compiled from; then for each check 1 if it holds, and the numbers of its error.
"""

import jax.numpy as jnp
import numpy as np


class Reports:
    """The reports of a function, which is traced once for every shape of its inputs."""

    def __init__(self):
        self.errors = []  # of each trace: those of its checks, with how many numbers they take

    def report(self, checks):
        """Return the report of the checks of a new trace, alone in a list; none without checks."""
        if not checks:
            return []
        parts = [len(self.errors)]
        for check in checks:
            parts += [check.holds, *check.numbers]
        self.errors.append([(check.error, len(check.numbers)) for check in checks])
        return [jnp.stack([jnp.asarray(part, "int64") for part in parts])]

    def raise_first(self, report):
        """Raise the error of the first check that failed, if one did."""
        trace, *outcome = np.asarray(report).tolist()
        for error, count in self.errors[trace]:
            holds, *numbers = outcome[: count + 1]
            if not holds:
                raise error(*numbers)
            del outcome[: count + 1]
