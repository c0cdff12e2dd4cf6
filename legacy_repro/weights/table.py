"""The table of what a file of weights holds."""

import numpy as np

from legacy_repro.ascii_table import table
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.found import find
from legacy_repro.weights.load import load
from legacy_repro.weights.shown import plain, shown

WHOLE = "all of it"  # the place of what the file holds as a whole
COLUMNS = ("place", "shape", "dtype", "min", "max", "mean", "not finite")


def describe(path):
    """Return a table of the arrays in a file of weights, and what else the file holds, as text.

    Minimum, maximum and mean are those of the finite values. All but the path is plain ASCII.
    Raises OSError, and WeightsError if the file cannot be read or is refused.
    """
    contents = load(path)
    try:
        parts = find(contents.value)
    except WeightsError as error:
        raise WeightsError(f"{path}: {error}") from error
    arrays = [part for part in parts if part.is_array]
    tables = [_table(arrays)] if arrays else []
    return "\n".join([f"{path}: {contents.kind}", *tables, *_besides(parts), *_totals(arrays)])


def _besides(parts):
    for part in parts:
        if not part.is_array:
            yield f"{part.place or WHOLE}: {_size_of(part.value)}{shown(part.value)}"


def _size_of(value):
    if not isinstance(value, list | tuple | dict | set | frozenset):
        return ""
    return "1 entry: " if len(value) == 1 else f"{len(value):,} entries: "


def _totals(arrays):
    yield f"Arrays: {len(arrays):,}"
    yield f"Numbers: {sum(part.value.size for part in arrays if _is_numeric(part.value)):,}"


def _table(arrays):
    values = {id(part.value): part.value for part in arrays}
    described = {each: _described(value) for each, value in values.items()}
    rows = []
    for part in arrays:
        name = "" if part.name is None else f" ({plain(part.name)})"
        rows.append([f"{part.place or WHOLE}{name}", *described[id(part.value)]])
    return table(COLUMNS, rows, numbers=COLUMNS[3:6])


def _described(array):
    """Return the cells of a row behind the place."""
    kind = (str(array.shape), str(array.dtype).lstrip("|"))
    if not _is_numeric(array) or not array.size:
        return (*kind, "", "", "", "")
    finite = array[np.isfinite(array)]
    return (*kind, *_range_of(finite), _not_finite(array))


def _range_of(array):
    """Return minimum, maximum and mean as text."""
    if not array.size:
        return "", "", ""
    with np.errstate(over="ignore"):
        mean = array.mean(dtype=np.float64)
    return tuple(f"{number:.5g}" for number in (array.min(), array.max(), mean))


def _not_finite(array):
    counts = {"NaN": np.isnan(array).sum(), "infinite": np.isinf(array).sum()}
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)


def _is_numeric(array):
    return array.dtype.kind in "biuf"
