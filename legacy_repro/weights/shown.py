"""What is in a file, shown on one short line of plain ASCII, however large or tangled it is."""

import re
from reprlib import Repr

import numpy as np

MAX_PLAIN = 200  # characters


class _Shown(Repr):
    def __init__(self):
        super().__init__()
        self.maxlevel = 2
        self.maxstring = 40
        self.maxother = 80
        self.maxdict = self.maxlist = self.maxtuple = self.maxset = 4
        self.repr_Ordered = self.repr_dict

    def repr_int(self, value, level):
        # Python refuses to print integers of thousands of digits.
        long = value.bit_length() > 128
        return f"<integer of {value.bit_length():,} bits>" if long else repr(value)

    def repr_instance(self, value, level):
        if isinstance(value, np.ndarray):
            return f"<{value.dtype} array {value.shape}>"
        if isinstance(value, bytes):
            value = value[: self.maxother]
        if isinstance(value, np.generic):
            value = value.item()
        return super().repr_instance(value, level)


def shown(value):
    """Return a value's repr, shortened."""
    return _Shown().repr(value).encode("ascii", "backslashreplace").decode()


def plain(text):
    """Return text as plain ASCII without control characters, shortened."""
    return re.sub("[^ -~]", lambda found: ascii(found[0])[1:-1], str(text)[:MAX_PLAIN])
