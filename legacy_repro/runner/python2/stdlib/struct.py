"""Python 2's struct: it also unpacks a str that holds a byte a character."""

import struct
from struct import *

from legacy_repro.runner.python2.files import as_bytes


def unpack(form, data):
    """Return the values that data holds."""
    return struct.unpack(form, as_bytes(data))


def unpack_from(form, data, offset=0):
    """Return the values that data holds from offset on."""
    return struct.unpack_from(form, as_bytes(data), offset)
