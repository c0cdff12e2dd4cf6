import numpy as np
import pytest

from legacy_repro.datasets import DataError, idx

# 2 x 3 unsigned bytes, written by hand from the format's description.
BYTES = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255])
ARRAY = np.array([[1, 2, 3], [4, 5, 255]], "uint8")


def test_decode_reads_what_the_format_says():
    array = idx.decode(BYTES, "a")
    assert array.dtype == np.uint8 and array.flags.writeable
    np.testing.assert_array_equal(array, ARRAY)
    shorts = idx.decode(bytes([0, 0, 0x0B, 1, 0, 0, 0, 2, 1, 2, 255, 255]), "a")
    assert shorts.dtype == np.dtype("int16")
    np.testing.assert_array_equal(shorts, [258, -1])


def test_encode_writes_what_the_format_says():
    assert idx.encode(ARRAY) == BYTES
    assert idx.encode(ARRAY.T.copy().T) == BYTES
    assert idx.encode(np.array([1.5], "float32")) == bytes([0, 0, 13, 1, 0, 0, 0, 1, 63, 192, 0, 0])


@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "int32", "float32", "float64", ">i4"])
def test_decode_undoes_encode(dtype):
    array = np.arange(24).reshape(2, 3, 4).astype(dtype)
    back = idx.decode(idx.encode(array), "a")
    assert back.dtype == array.dtype.newbyteorder("=")
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize(
    "content, found",
    [
        (BYTES[:-1], "17 bytes.*uint8 values of shape \\(2, 3\\), which take 18"),
        (BYTES + b"\0", "19 bytes.*take 18"),
        (b"\0\0\x09" + BYTES[3:-1], "int8 values of shape"),
        (b"\0\0\x0e" + BYTES[3:], "18 bytes.*float64 values of shape \\(2, 3\\), which take 60"),
        (BYTES[:9], "ends after 9 bytes, within its header: 2 dimensions take 12"),
        (b"\0\1" + BYTES[2:], "begins with the bytes '00 01 08 02'"),
        (b"\0\0\x0a" + BYTES[3:], "begins with the bytes '00 00 0a 02'"),
        (b"<html>", "begins with the bytes '3c 68 74 6d'"),
        (b"\0\0", "begins with the bytes '00 00'"),
        (b"", "begins with the bytes ''"),
    ],
)
def test_decode_refuses_all_else(content, found):
    with pytest.raises(DataError, match=f"^broken-file .*{found}"):
        idx.decode(content, "broken-file")


@pytest.mark.parametrize("dtype", ["int64", "bool", "uint16", "float16", "complex64"])
def test_encode_refuses_a_dtype_without_a_code(dtype):
    with pytest.raises(DataError, match=f"no code for {dtype}; convert"):
        idx.encode(np.zeros(2, dtype))
