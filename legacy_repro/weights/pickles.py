"""Files of pickles: one, or several after one another, as tutorials of the time wrote them."""

from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.machine import Machine

SLACK = 1000  # bytes: what a small pickle may repeat


def read(stream, size):
    """Return the list of what the pickles in a stream describe; nothing that they name is run.

    stream: of `size` bytes, with read, readline and tell; it must make no room for more than it
    has. Bytes of Python 2 become text, as latin-1. Raises WeightsError.
    """
    # Each byte becomes text once, and an array once.
    charge = Budget(2 * size + SLACK).charge
    found = []
    while stream.tell() < size:
        found.append(Machine(stream, charge).run())
    return found


class Budget:
    """How much a file may ask to be copied."""

    def __init__(self, left):
        self._left = left

    def charge(self, size):
        """Take `size` from what is left; raises WeightsError if that is too little."""
        self._left -= size
        if self._left < 0:
            raise WeightsError("it makes far more of its bytes than they are, which is refused")
