"""The table of what a file of weights holds."""

import numpy as np

from legacy_repro.ascii_table import table
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.found import find
from legacy_repro.weights.load import load
from legacy_repro.weights.shown import plain, shown

WHOLE = "all of it"  # the place of what the file holds as a whole
MAX_ROWS = 1_000
COLUMNS = ("place", "shape", "dtype", "min", "max", "mean", "not finite")


def describe(path):
    """Return a table of the arrays in a file of weights, and what else the file holds, as text.

    Minimum, maximum and mean are those of the finite values. Of more than a thousand arrays, or
    other things, the first thousand are listed. All but the path is plain ASCII.
    Raises OSError, and WeightsError if the file cannot be read or is refused.
    """
    contents = load(path)
    try:
        parts = find(contents.value)
    except WeightsError as error:
        raise WeightsError(f"{path}: {error}") from error
    arrays = [part for part in parts if part.is_array]
    others = [part for part in parts if not part.is_array]
    lines = [f"{path}: {contents.kind}", *_of_arrays(arrays), *_of_others(others)]
    return "\n".join([*lines, *_totals(arrays)])


def _of_arrays(arrays):
    if arrays:
        yield _table(arrays[:MAX_ROWS])
    yield from _more(arrays, "arrays")


def _of_others(others):
    for part in others[:MAX_ROWS]:
        yield f"{part.place or WHOLE}: {_size_of(part.value)}{shown(part.value)}"
    yield from _more(others, "other things")


def _more(parts, what):
    if len(parts) > MAX_ROWS:
        yield f"... and {len(parts) - MAX_ROWS:,} more {what}"


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
    return (*kind, *_range_of(array), _not_finite(array))


def _range_of(array):
    """Return minimum, maximum and mean of the finite values as text; the array is not copied."""
    finite = np.isfinite(array)
    if not finite.any():
        return "", "", ""
    first = array.flat[finite.argmax()]
    lowest, highest = (find(where=finite, initial=first) for find in (array.min, array.max))
    with np.errstate(over="ignore"):
        mean = array.mean(dtype=np.float64, where=finite)
    return tuple(f"{number:.5g}" for number in (lowest, highest, mean))


def _not_finite(array):
    counts = {"NaN": np.isnan(array).sum(), "infinite": np.isinf(array).sum()}
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)


def _is_numeric(array):
    return array.dtype.kind in "biuf"
