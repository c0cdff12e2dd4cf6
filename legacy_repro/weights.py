"""The values of parameters in a file: the npz that ``np.savez(path, *values)`` writes."""

import os

import numpy as np

from legacy_repro.writing import open_whole


def write(path, params):
    """Write the values of shared variables to an npz, ``arr_0``, ``arr_1`` ...; return its path.

    ``.npz`` is added where it is missing, as `numpy.savez` does. The file appears whole or not at
    all. Raises OSError, which names `path`, if it cannot be written.
    """
    path = with_suffix(path)
    try:
        with open_whole(path) as file:
            np.savez(file, *[param.get_value() for param in params])
    except OSError as error:
        reason = f"weights not written: {error.strerror or error}"
        raise OSError(error.errno, reason, path) from error
    return path


def read(path, params):
    """Set shared variables from a file as `write` writes it; floats are cast to their dtypes.

    Raises FileNotFoundError, and ValueError if the file is no whole npz, or an array is missing,
    left over, of another shape, or of a kind that its parameter cannot hold. Nothing is set then.
    """
    full = with_suffix(path)
    path = path if os.path.isfile(path) and not os.path.exists(full) else full
    arrays = read_arrays(path)
    _check_names(path, arrays, params)
    values = [_cast(path, f"arr_{i}", arrays[f"arr_{i}"], p) for i, p in enumerate(params)]
    for param, value in zip(params, values, strict=True):
        param.set_value(value)


def read_arrays(path):
    """Return the arrays of an npz file by name, without running anything that is in it.

    Raises FileNotFoundError, and ValueError if the file is no whole npz of plain arrays.
    """
    with open(path, "rb") as file:
        if file.read(2) != b"PK":
            raise ValueError(f"{path} is no npz file: it does not begin as one.")
        file.seek(0)
        try:
            with np.load(file, allow_pickle=False) as archive:
                return {name: archive[name] for name in archive.files}
        # A damaged zip raises whatever its damaged part leads to: BadZipFile, zlib.error, EOFError.
        except Exception as error:
            raise ValueError(f"{path} cannot be read as arrays: {error}") from error


def with_suffix(path):
    """Return a path as text that ends in ``.npz``."""
    path = os.fspath(path)
    return path if path.endswith(".npz") else f"{path}.npz"


def shape_of(param):
    """Return the shape of a shared variable's value."""
    return np.shape(param.get_value(borrow=True))


def _check_names(path, arrays, params):
    expected = {f"arr_{i}": param for i, param in enumerate(params)}
    missing = [
        f"{name} {shape_of(param)} for the parameter {param.name}"
        for name, param in expected.items()
        if name not in arrays
    ]
    extra = [f"{name} {np.shape(a)}" for name, a in arrays.items() if name not in expected]
    if missing or extra:
        found = [f"lacks {', '.join(missing)}"] * bool(missing)
        found += [f"has {', '.join(extra)} besides"] * bool(extra)
        raise ValueError(
            f"{path} does not fit the network of {len(params)} parameters: it "
            f"{' and '.join(found)}."
        )


def _cast(path, name, array, param):
    array = np.asarray(array)
    if array.shape != shape_of(param):
        raise ValueError(
            f"{path}: {name} has the shape {array.shape}, but the parameter {param.name} has the "
            f"shape {shape_of(param)}."
        )
    if not np.can_cast(array.dtype, param.dtype, casting="same_kind"):
        raise ValueError(
            f"{path}: {name} holds {array.dtype}, the parameter {param.name} holds {param.dtype}."
        )
    with np.errstate(over="ignore"):
        cast = array.astype(param.dtype)
    if np.isinf(cast).sum() > np.isinf(array).sum():
        raise ValueError(f"{path}: {name} has values too large for {param.name}, {param.dtype}.")
    return cast
