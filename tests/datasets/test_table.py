import gzip

import numpy as np
import pytest

from legacy_repro.datasets import DataError, table

HIGHEST = {"label": 9, "a": 255, "b": 255}
HEADER = b"label,a,b\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file.csv"


def test_write_is_seen_in_the_bytes(path):
    table.write(path, HIGHEST, np.array([[5, 0, 10], [9, 255, 100], [0, 1, 2]], "uint8"))
    assert path.read_bytes() == b"label,a,b\r\n5,0,10\r\n9,255,100\r\n0,1,2\r\n"


def test_read_undoes_write(path):
    # Every number in every place, and a last chunk of rows that is not full.
    numbers = np.arange(256, dtype="uint8")[:, None] + np.arange(2, dtype="uint8")
    table.write(path, ["a", "b"], numbers)
    back = table.read(path, {"a": 255, "b": 255})
    assert back.dtype == np.uint8
    np.testing.assert_array_equal(back, numbers)


@pytest.mark.parametrize(
    "content",
    [
        HEADER + b"1,2,3\n4,5,6\n",
        HEADER + b"1,2,3\n4,5,6",
        HEADER + b"1,2,3\n4,5,6\n\n \n",
        b"label,a,b\r\n1,2,3\r\n4,5,6\r\n",
        b"\xef\xbb\xbf" + HEADER + b"1,2,3\n4,5,6\n",
        b'\xef\xbb\xbf"label","a","b"\r\n1,2,3\r\n4,5,6\r\n',
        b"label, a, b\n1,2,3\n4,5,6\n",
        b"b,label,a\n3,1,2\n6,4,5\n",
        HEADER + b"1,02,003\n4,5,6\n",
    ],
)
def test_read_takes_what_means_the_same(path, content):
    path.write_bytes(content)
    np.testing.assert_array_equal(table.read(path, HIGHEST), [[1, 2, 3], [4, 5, 6]])


def test_one_row_and_one_column(path):
    path.write_bytes(b"a\n7\n")
    assert table.read(path, {"a": 7}).tolist() == [[7]]
    path.write_bytes(HEADER + b"7,8,9\n")
    assert table.read(path, HIGHEST).tolist() == [[7, 8, 9]]


@pytest.mark.parametrize(
    "content, fault",
    [
        (b"", " is empty"),
        (b"\n \r\n", " is empty"),
        (gzip.compress(HEADER + b"1,2,3\n", mtime=0), " is packed by gzip or zip; unpack it"),
        (b"PK\x03\x04\x14\0", " is packed by gzip or zip; unpack it"),
        (HEADER, ", line 1: the file ends here, with the names of the columns"),
        (b"label,a\n1,2\n", ", line 1: there is no column 'b'"),
        (b"label,a,B\n1,2,3\n", ", line 1: there is no column 'b', but one called 'B'"),
        (b"\n" + HEADER + b"1,2,3\n", ", line 1: there is no column 'label', but one called ''"),
        (b"1,2,3\n1,2,3\n", ", line 1: there is no column 'label', but one called '1'"),
        (
            b"label;a;b;and;so;on;and;so;on\n1;2;3\n",
            ", line 1: there is no column 'label', but one called 'label;a;b;and;so;on;'",
        ),
        (
            "label,a,b\n1,2,3\n".encode("utf-16-be"),
            " has no lines of plain text; save it as CSV, in UTF-8",
        ),
        (b"label,a,b\r1,2,3\r", " has no lines of plain text; save it as CSV, in UTF-8"),
        (b"\x89PNG\r\n", ", line 1: there is no column 'label', but one called '\ufffdPNG'"),
        (b"label,a,a\n1,2,3\n", ", line 1: 2 columns are called 'a'"),
        (b"label,a,b,b,b\n1,2,3,4,5\n", ", line 1: 3 columns are called 'b'"),
        (b"id,label,a,b\n0,1,2,3\n", ", line 1: the column 'id' does not belong here"),
        (b"label,a,b,\n1,2,3,\n", ", line 1: the column '' does not belong here"),
    ],
)
def test_a_wrong_file_or_header_is_named(path, content, fault):
    path.write_bytes(content)
    with pytest.raises(DataError) as raised:
        table.read(path, HIGHEST)
    assert str(raised.value) == f"{path}{fault}"


@pytest.mark.parametrize(
    "row, fault",
    [
        (b"", ", column 'label': the line has 0 numbers for 3 columns"),
        (b"  ", ", column 'label': the line has 0 numbers for 3 columns"),
        (b"1,2", ", column 'b': the line has 2 numbers for 3 columns"),
        (b"1,2,3,4", ": the line has 4 numbers for 3 columns"),
        (b"10,2,3", ", column 'label': '10' is no whole number from 0 to 9"),
        (b"256,2,3", ", column 'label': '256' is no whole number from 0 to 9"),
        (b"x,2,3", ", column 'label': 'x' is no whole number from 0 to 9"),
        (b"1,256,3", ", column 'a': '256' is no whole number from 0 to 255"),
        (b"1,2,99999999999999999999999999", ", column 'b': '99999999999999999999' is no"),
        (b"1,-2,3", ", column 'a': '-2' is no"),
        (b"1,2.0,3", ", column 'a': '2.0' is no"),
        (b"1,2,1e2", ", column 'b': '1e2' is no"),
        (b"1,,3", ", column 'a': '' is no"),
        (b"1,2,", ", column 'b': '' is no"),
        (b"1,nan,3", ", column 'a': 'nan' is no"),
        (b"1, 2,3", ", column 'a': ' 2' is no"),
        (b'1,"2",3', ", column 'a': '\"2\"' is no"),
        (b"1,2#,3", ", column 'a': '2#' is no"),
        (b"1,2\r,3", ", column 'a': '2\\r' is no"),
        ("1,\u0663,3".encode(), ", column 'a': '\u0663' is no"),
        (b"1,\0\xff,3", ", column 'a': '\\x00\ufffd' is no"),
    ],
)
@pytest.mark.parametrize("after", [b"4,5,6\n7,8\n", b"0,0,0\n", None])
def test_the_first_wrong_row_is_named(path, row, fault, after):
    """In the middle, with another one after it or not, and at the end."""
    if after is None and not row.strip():
        after = b"0,0,0\n"  # blank lines at the end are fine
    path.write_bytes(HEADER + b"1,2,3\n" + row + (b"" if after is None else b"\n" + after))
    with pytest.raises(DataError) as raised:
        table.read(path, HIGHEST)
    assert str(raised.value).startswith(f"{path}, line 3{fault}")


def test_leading_zeros_are_no_fault(path):
    path.write_bytes(HEADER + b"1,02,3\n1,x,3\n")
    with pytest.raises(DataError, match="line 3, column 'a': 'x' is no"):
        table.read(path, HIGHEST)


def test_the_column_is_that_of_the_file(path):
    path.write_bytes(b"b,label,a\n200,1,2\n3,200,2\n")
    with pytest.raises(DataError, match="line 3, column 'label': '200' is no"):
        table.read(path, HIGHEST)


def test_a_file_that_cannot_be_read_is_named(path):
    with pytest.raises(DataError, match=f"^cannot read {path}: No such file or directory$"):
        table.read(path, HIGHEST)
    path.mkdir()
    with pytest.raises(DataError, match=f"^cannot read {path}: Is a directory$"):
        table.read(path, HIGHEST)
