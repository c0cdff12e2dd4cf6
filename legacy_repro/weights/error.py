"""What is wrong with a file of weights."""

from legacy_repro.say import SaysAll


class WeightsError(SaysAll, ValueError):
    """A file of weights that cannot be read, is refused, or does not fit."""
