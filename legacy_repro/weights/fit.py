"""Setting parameters from a file whose arrays fit them."""

import os

import numpy as np

from legacy_repro.weights.arrays import Objects
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.found import Search
from legacy_repro.weights.load import load
from legacy_repro.weights.npz import with_suffix
from legacy_repro.weights.shown import plain, shown
from legacy_repro.weights.standins import Archive

ZOO = "param values"  # where Lasagne's model zoo has them, beside the mean of the images
PARAMS = (ZOO, "param_values", "values")  # where a dictionary may have them


def read(path, params):
    """Set shared variables from a file of weights; floats are cast to their dtypes.

    path: with or without ``.npz``. The arrays are taken by the names of the parameters if these are
    all different and the file has any of them, else those of an npz as ``arr_0``, ``arr_1`` ... and
    those of a pickle in their order. Of a file of Lasagne's model zoo its 'param values' alone are
    taken.

    Raises FileNotFoundError, and WeightsError if the file cannot be read, is refused, or an array
    is missing, left over, of another shape, or of a kind that its parameter cannot hold. Nothing
    is set then.
    """
    path = path if os.path.isfile(path) else with_suffix(path)
    value = load(path).value
    try:
        arrays = _matched(value, params)
        values = [_cast(*each, param) for each, param in zip(arrays, params, strict=True)]
    except WeightsError as error:
        raise WeightsError(f"{path}: {error}") from error
    for param, value in zip(params, values, strict=True):
        param.set_value(value)


def shape_of(param):
    """Return the shape of a shared variable's value."""
    return np.shape(param.get_value(borrow=True))


def _matched(value, params):
    """Return (place, array) for each parameter."""
    search = Search()
    search.find(value)  # which raises for what is too much to go through
    names = [param.name for param in params]
    names = names if len(set(names)) == len(names) else []
    value, place = _params_in(value, names, search)
    if isinstance(value, dict) and not value.keys().isdisjoint(names):
        return _fitting(_by_key(value, search), names, params)
    if isinstance(value, Archive) and not _is_one_list(value):
        return _fitting(_by_key(value, search), [f"arr_{i}" for i in range(len(params))], params)
    parts = [part for part in search.find(value, place) if part.is_array]
    _check_order(value, place, search)
    found = {f"array {i}": (part.place, part.value) for i, part in enumerate(parts, start=1)}
    return _fitting(found, [f"array {i + 1}" for i in range(len(params))], params)


def _params_in(value, names, search):
    """Return the part of a file that is the parameters, and its place."""
    if not isinstance(value, dict) or not value.keys().isdisjoint(names):
        return value, ""
    with_arrays = [key for key, child in value.items() if search.contains(child)]
    for key in PARAMS:
        if key in with_arrays and (key == ZOO or len(with_arrays) == 1):
            return value[key], f"[{shown(key)}]"
    return value, ""


def _by_key(value, search):
    """Return (place, array) by the key of each array, or by its place if a key has several."""
    found = {}
    for key, child in value.items():
        text = key if isinstance(key, str) else shown(key)
        arrays = [part for part in search.find(child) if part.is_array]
        for part in arrays:
            label = text if len(arrays) == 1 else f"{text}{part.place}"
            if label in found:
                raise WeightsError(f"it holds two arrays that are called {plain(label)}")
            found[label] = (label, part.value)
    return found


def _is_one_list(archive):
    """Return whether an npz holds one array of objects: NumPy made that of a list of arrays."""
    return [type(value) for value in archive.values()] == [Objects]


def _check_order(value, place, search):
    if unordered := search.without_order(value, place):
        place, keys = unordered
        raise WeightsError(
            f"its arrays {place and f'at {plain(place)} '}are in a dictionary, which has no order, "
            f"with the keys {shown(keys)}: "
            "give the network's parameters these as names, each another"
        )


def _fitting(found, expected, params):
    """Return what is found for each parameter; raises WeightsError if that is not all there is.

    found: (place, array) by label. expected: the label of each parameter.
    """
    missing = [
        f"{plain(label)} {shape_of(param)} for the parameter {param.name}"
        for label, param in zip(expected, params, strict=True)
        if label not in found
    ]
    known = set(expected)
    extra = [
        f"{plain(place)} {array.shape}"
        for label, (place, array) in found.items()
        if label not in known
    ]
    if missing or extra:
        parts = [f"lacks {', '.join(missing)}"] * bool(missing)
        parts += [f"has {', '.join(extra)} besides"] * bool(extra)
        raise WeightsError(
            f"it does not fit the network of {len(params)} parameters: it {' and '.join(parts)}."
        )
    return [found[label] for label in expected]


def _cast(place, array, param):
    """Return an array as a parameter holds it; raises WeightsError if it cannot."""
    place = plain(place)
    if array.shape != shape_of(param):
        raise WeightsError(
            f"{place} has the shape {array.shape}, but the parameter {param.name} has the shape "
            f"{shape_of(param)}."
        )
    if not np.can_cast(array.dtype, param.dtype, casting="same_kind"):
        raise WeightsError(
            f"{place} holds {array.dtype}, the parameter {param.name} holds {param.dtype}."
        )
    with np.errstate(over="ignore"):
        cast = array.astype(param.dtype)
    whole = np.issubdtype(cast.dtype, np.integer)
    if (cast != array).any() if whole else np.isinf(cast).sum() > np.isinf(array).sum():
        raise WeightsError(f"{place} has values too large for {param.name}, {param.dtype}.")
    return cast
