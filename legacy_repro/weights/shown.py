"""What is in a file, shown on one short line of plain ASCII, however large or tangled it is.

No more of anything is looked at than is shown.
"""

import re
from itertools import islice

import numpy as np

MAX_PLAIN = 200  # characters
MAX_ITEMS = 4
MAX_LEVELS = 2  # of containers in containers
MAX_BITS = 128  # Python refuses to print integers of thousands of digits
BRACKETS = {dict: "{}", list: "[]", tuple: "()", set: "{}", frozenset: "{}"}


def shown(value, longest=40):
    """Return a value's repr, with at most `longest` characters of a text."""
    return _shown(value, longest, MAX_LEVELS).encode("ascii", "backslashreplace").decode()


def plain(text):
    """Return text as plain ASCII without control characters, shortened."""
    return re.sub("[^ -~]", lambda found: ascii(found[0])[1:-1], str(text)[:MAX_PLAIN])


def _shown(value, longest, levels):
    for kind, brackets in BRACKETS.items():
        if isinstance(value, kind):
            return _container(value, brackets, longest, levels)
    if isinstance(value, str | bytes | bytearray):
        return _text(value, longest)
    if isinstance(value, np.ndarray):
        return f"<{value.dtype} array {value.shape}>"
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        return f"<integer of {value.bit_length():,} bits>"
    return str(value) if isinstance(value, np.generic) else repr(value)


def _container(value, brackets, longest, levels):
    if not value and isinstance(value, set | frozenset):
        return "set()"
    if value and not levels:
        return f"{brackets[0]}...{brackets[1]}"
    items = value.items() if isinstance(value, dict) else ((item,) for item in value)
    parts = [
        ": ".join(_shown(part, longest, levels - 1) for part in item)
        for item in islice(items, MAX_ITEMS)
    ]
    if isinstance(value, set | frozenset):
        parts.sort()  # the order of a set is another each time
    parts += ["..."] * (len(value) > MAX_ITEMS)
    comma = "," * (isinstance(value, tuple) and len(value) == 1)
    return f"{brackets[0]}{', '.join(parts)}{comma}{brackets[1]}"


def _text(value, longest):
    """Return the repr of text or bytes, without its middle if it is too long."""
    kind = str if isinstance(value, str) else bytes
    text = repr(kind(value[:longest]))
    if len(text) <= longest:
        return text
    head = (longest - 3) // 2
    tail = longest - 3 - head
    text = repr(kind(value[:head] + value[-tail:]))
    return f"{text[:head]}...{text[-tail:]}"
