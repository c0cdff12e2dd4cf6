"""CSV files of whole numbers from 0 to 255, with a header that names the columns."""

from collections import Counter

import numpy as np

from legacy_repro.datasets.files import DataError, write_whole

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
PACKED = (b"\x1f\x8b", b"PK\x03\x04")  # gzip, zip
ROWS_AT_ONCE = 100


def write(path, names, numbers):
    """Write `numbers`, uint8 (rows, len(names)), under a line of `names`.

    Lines end in CR LF, as Kaggle's do. Raises DataError if the file cannot be written.
    """
    inner, last = (
        np.array([b"%d%s" % (number, end) for number in range(256)], "S5")
        for end in (b",", b"\r\n")
    )
    with write_whole(path) as file:
        file.write(f"{','.join(names)}\r\n".encode())
        for start in range(0, len(numbers), ROWS_AT_ONCE):
            rows = numbers[start : start + ROWS_AT_ONCE]
            fields = inner[rows]
            fields[:, -1] = last[rows[:, -1]]
            file.write(fields.tobytes().translate(None, b"\0"))  # NumPy pads to 5 bytes with \0


def read(path, highest):
    """Return the numbers in a CSV file, uint8 (rows, len(highest)).

    highest: the highest number that each column may hold, by the column's name. The columns come
    back in this order, in whatever order the file has them. Raises DataError, with the line and the
    column, for the first thing in the file that is not as it should be.
    """
    header, *rows = _lines(path)
    names = _names(header)
    _check_names(path, names, highest)
    if not rows:
        raise DataError(f"{path}, line 1: the file ends here, with the names of the columns")
    numbers = _parse(rows, [highest[name] for name in names])
    if numbers is None:
        raise DataError(next(_faults(path, rows, names, highest)))
    return np.take(numbers, [names.index(name) for name in highest], axis=1)


def _lines(path):
    try:
        with open(path, "rb") as file:
            lines = [line.rstrip() for line in file]
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise DataError(f"{path} is empty")
    if lines[0].startswith(PACKED):
        raise DataError(f"{path} is packed by gzip or zip; unpack it")
    if b"\0" in lines[0] or b"\r" in lines[0]:  # UTF-16, or the line ends of old Macs
        raise DataError(f"{path} has no lines of plain text; save it as CSV, in UTF-8")
    return lines


def _names(header):
    text = header.removeprefix(BYTE_ORDER_MARK).decode(errors="replace")
    return [name.strip().strip('"') for name in text.split(",")]


def _check_names(path, names, wanted):
    counts = Counter(names)
    strange = [repr(name[:20]) for name in counts if name not in wanted]
    for name in wanted:
        if counts[name] == 0:
            instead = f", but one called {strange[0]}" if strange else ""
            raise DataError(f"{path}, line 1: there is no column {name!r}{instead}")
        if counts[name] > 1:
            raise DataError(f"{path}, line 1: {counts[name]} columns are called {name!r}")
    if strange:
        raise DataError(f"{path}, line 1: the column {strange[0]} does not belong here")


def _parse(rows, highest):
    """Return the rows as an array, or None if there is anything wrong with one of them."""
    if any(row.translate(None, b"0123456789,") for row in rows):
        return None  # loadtxt would take 1.5 for 1
    try:
        numbers = np.loadtxt(rows, np.uint8, delimiter=",", comments=None, ndmin=2)
    except ValueError:
        return None
    complete = numbers.shape == (len(rows), len(highest))  # loadtxt leaves blank lines out
    return numbers if complete and (numbers <= highest).all() else None


def _faults(path, rows, names, highest):
    """Yield what is wrong with each line, in the order of the file."""
    for line, row in enumerate(rows, 2):
        fields = row.split(b",") if row else []
        if len(fields) != len(names):
            column = f", column {names[len(fields)]!r}" if len(fields) < len(names) else ""
            yield (
                f"{path}, line {line}{column}: "
                f"the line has {len(fields)} numbers for {len(names)} columns"
            )
        for name, field in zip(names, fields, strict=False):
            if not field.isdigit() or len(field) > 20 or int(field) > highest[name]:
                text = field[:20].decode(errors="replace")
                yield (
                    f"{path}, line {line}, column {name!r}: "
                    f"{text!r} is no whole number from 0 to {highest[name]}"
                )
