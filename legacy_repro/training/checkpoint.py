"""The file that a stopped training goes on from: an npz of plain arrays beside the weights."""

import json

import numpy as np

from legacy_repro import weights
from legacy_repro.writing import open_whole

SETTINGS = "settings"


def path_beside(weights_path):
    """Return the path that belongs to a file of weights: w.state.npz for w.npz."""
    return weights.with_suffix(weights_path).removesuffix(".npz") + ".state.npz"


def write(path, settings, arrays):
    """Write named arrays, and the settings of the training that they are of; raises OSError."""
    with open_whole(path) as file:
        np.savez(file, **{SETTINGS: np.array(json.dumps(settings))}, **arrays)


def read(path, settings):
    """Return the arrays by name.

    Raises FileNotFoundError, and ValueError if the file is damaged or of a training with other
    settings than these.
    """
    arrays = weights.read_arrays(path)
    try:
        found = dict(json.loads(str(arrays.pop(SETTINGS))))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("it is not the state of a training") from error
    for name, value in settings.items():
        if found.get(name) != value:
            raise ValueError(
                f"it is of a training with {name} {found.get(name)}, this one has {value}; "
                "give the same, or leave --resume out to begin anew"
            )
    return arrays


def values(variables, name):
    """Return the values of shared variables as arrays called ``name 0``, ``name 1`` ...

    Raises TypeError for one that is no array of numbers.
    """
    arrays = {f"{name} {i}": np.asarray(v.get_value(borrow=True)) for i, v in enumerate(variables)}
    for array, variable in zip(arrays.values(), variables, strict=True):
        if array.dtype.hasobject:
            raise TypeError(f"the value of {variable} cannot be saved: it is no array of numbers")
    return arrays


def restore(variables, arrays, name):
    """Set shared variables from what `values` returned; raises ValueError if it does not fit."""
    names = [f"{name} {i}" for i in range(len(variables))]
    shapes = [weights.shape_of(variable) for variable in variables]
    found = [each for each in arrays if each.startswith(f"{name} ")]
    if set(found) != set(names) or [arrays[each].shape for each in names] != shapes:
        raise ValueError("what it holds does not fit the network")
    for variable, each in zip(variables, names, strict=True):
        variable.set_value(arrays[each])
