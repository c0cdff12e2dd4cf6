"""Setting parameters from a file whose arrays fit them."""

import os

import numpy as np

from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.found import find, without_order
from legacy_repro.weights.load import load
from legacy_repro.weights.npz import with_suffix
from legacy_repro.weights.shown import plain, shown
from legacy_repro.weights.standins import Archive

PARAMS = ("param values", "param_values", "params", "values")  # where a dictionary has them


def read(path, params):
    """Set shared variables from a file of weights; floats are cast to their dtypes.

    The arrays are taken by the names of the parameters if these are all different and the file has
    any of them, else those of an npz as ``arr_0``, ``arr_1`` ... and those of a pickle in their
    order. Of a dictionary with 'param values', as in Lasagne's model zoo, these alone are taken.

    Raises FileNotFoundError, and WeightsError if the file cannot be read, is refused, or an array
    is missing, left over, of another shape, or of a kind that its parameter cannot hold. Nothing
    is set then.
    """
    full = with_suffix(path)
    path = path if os.path.isfile(path) and not os.path.exists(full) else full
    value = load(path).value
    try:
        found, expected = _matched(value, params)
    except WeightsError as error:
        raise WeightsError(f"{path}: {error}") from error
    _check_labels(path, found, dict(zip(expected, params, strict=True)))
    values = [
        _cast(path, label, found[label], param)
        for label, param in zip(expected, params, strict=True)
    ]
    for param, value in zip(params, values, strict=True):
        param.set_value(value)


def shape_of(param):
    """Return the shape of a shared variable's value."""
    return np.shape(param.get_value(borrow=True))


def _matched(value, params):
    """Return the arrays by what they are called, and the call of that which each parameter has."""
    find(value)  # which raises for what is too much to go through
    value, place = _params_in(value)
    names = [param.name for param in params]
    if isinstance(value, dict) and len(set(names)) == len(names) and set(names) & set(value):
        return _by_key(value), names
    if isinstance(value, Archive) and not _is_one_list(value):
        return _by_key(value), [f"arr_{i}" for i in range(len(params))]
    found = {part.place: part.value for part in find(value, place) if part.is_array}
    _check_order(value, place)
    beyond = [f"array {i + 1}" for i in range(len(found), len(params))]
    return found, [*found, *beyond][: len(params)]


def _params_in(value):
    """Return the part of a file that is the parameters, and its place."""
    keys = [key for key in PARAMS if isinstance(value, dict) and key in value]
    for key in keys:
        if any(part.is_array for part in find(value[key])):
            return value[key], f"[{shown(key)}]"
    return value, ""


def _by_key(value):
    """Return the arrays by the keys that they are at."""
    found = {}
    for key, child in value.items():
        arrays = [part for part in find(child) if part.is_array]
        found |= {key if len(arrays) == 1 else f"{key}{part.place}": part.value for part in arrays}
    return found


def _is_one_list(archive):
    """Return whether an npz holds one array of objects: NumPy made that of a list of arrays."""
    return [getattr(value, "dtype", None) for value in archive.values()] == [object]


def _check_order(value, place):
    if unordered := without_order(value, place):
        place, keys = unordered
        raise WeightsError(
            f"its arrays {place and f'at {place} '}are in a dictionary, which has no order, with "
            f"the keys {shown(keys)}: give the network's parameters these as names, each another"
        )


def _check_labels(path, found, expected):
    missing = [
        f"{plain(label)} {shape_of(param)} for the parameter {param.name}"
        for label, param in expected.items()
        if label not in found
    ]
    extra = [
        f"{plain(label)} {np.shape(array)}"
        for label, array in found.items()
        if label not in expected
    ]
    if missing or extra:
        parts = [f"lacks {', '.join(missing)}"] * bool(missing)
        parts += [f"has {', '.join(extra)} besides"] * bool(extra)
        raise WeightsError(
            f"{path} does not fit the network of {len(expected)} parameters: it "
            f"{' and '.join(parts)}."
        )


def _cast(path, label, array, param):
    label, array = plain(label), np.asarray(array)
    if array.shape != shape_of(param):
        raise WeightsError(
            f"{path}: {label} has the shape {array.shape}, but the parameter {param.name} has the "
            f"shape {shape_of(param)}."
        )
    if not np.can_cast(array.dtype, param.dtype, casting="same_kind"):
        raise WeightsError(
            f"{path}: {label} holds {array.dtype}, the parameter {param.name} holds {param.dtype}."
        )
    with np.errstate(over="ignore"):
        cast = array.astype(param.dtype)
    whole = np.issubdtype(cast.dtype, np.integer)
    if (cast != array).any() if whole else np.isinf(cast).sum() > np.isinf(array).sum():
        raise WeightsError(f"{path}: {label} has values too large for {param.name}, {param.dtype}.")
    return cast
