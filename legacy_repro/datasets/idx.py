"""The idx format of MNIST: a magic number, the dimensions, then the values, all big-endian.

The magic number is four bytes: 0, 0, a code for the type of the values, the number of dimensions.
Each dimension is an unsigned 32-bit integer. (http://yann.lecun.com/exdb/mnist, in web archives.)
"""

import math
import struct

import numpy as np

from legacy_repro.datasets.files import DataError

DTYPES = {
    code: np.dtype(name)
    for code, name in {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}.items()
}


def decode(content, name):
    """Return the array in the bytes of an idx file.

    name: what an error calls the file. Raises DataError unless the bytes are one idx array exactly.
    """
    dtype, shape, start = _header(content, name)
    expected = start + dtype.itemsize * math.prod(shape)
    if len(content) != expected:
        raise DataError(
            f"{name} holds {len(content):,} bytes, but its header announces {dtype.name} values of "
            f"shape {shape}, which take {expected:,}; replace it by an intact copy"
        )
    values = np.frombuffer(content, dtype, offset=start).reshape(shape)
    return values.astype(dtype.newbyteorder("="))


def encode(array):
    """Return the bytes of an idx file that holds `array`.

    Raises DataError for a dtype that idx has no code for, int64 and bool among them.
    """
    for code, dtype in DTYPES.items():
        if dtype == array.dtype.newbyteorder(">"):
            header = struct.pack(f">HBB{array.ndim}I", 0, code, array.ndim, *array.shape)
            return header + array.astype(dtype).tobytes()
    known = ", ".join(dtype.name for dtype in DTYPES.values())
    raise DataError(f"idx has no code for {array.dtype.name}; convert the array to one of {known}")


def _header(content, name):
    """Return the dtype, the shape and the number of bytes before the values."""
    zeros, code, ndim = struct.unpack(">HBB", content[:4]) if len(content) >= 4 else (None, 0, 0)
    if zeros != 0 or code not in DTYPES:
        codes = ", ".join(f"{code:02x}" for code in DTYPES)
        raise DataError(
            f"{name} begins with the bytes '{content[:4].hex(' ')}'; an idx file begins with "
            f"00 00, one of {codes} for the type, and the number of dimensions"
        )
    start = 4 + 4 * ndim
    if len(content) < start:
        raise DataError(
            f"{name} ends after {len(content)} bytes, within its header: "
            f"{ndim} dimensions take {start}; replace it by an intact copy"
        )
    return DTYPES[code], struct.unpack(f">{ndim}I", content[4:start]), start
