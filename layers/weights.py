"""A network's weights in a file: the npz that ``np.savez(path, *values)`` writes.

So a script's own ``np.savez("model.npz", *get_all_param_values(network))`` and `save_weights` are
the same, and either's file can be loaded by the other's means.
"""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import numpy as np

from layers.network import get_all_param_values, get_all_params, set_all_param_values, shape_of


def save_weights(path, network):
    """Write the values of all parameters of a network to an npz file: ``arr_0``, ``arr_1`` ...

    The file appears whole or not at all: an error leaves what was at `path` before.

    Parameters
    ----------
    path : str or path-like
        ``.npz`` is added where it is missing, as `numpy.savez` does.
    network : Layer or list of Layer

    Returns
    -------
    str
        The path of the file.

    Raises
    ------
    OSError
        If the file cannot be written; it names `path`.

    Examples
    --------
    >>> import tempfile
    >>> from layers import DenseLayer, InputLayer
    >>> network = DenseLayer(InputLayer((None, 4)), 3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = save_weights(f"{folder}/model", network)
    ...     load_weights(path, network)
    """
    path = _with_suffix(path)
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{uuid4().hex}.partial")
    try:
        with open(partial, "xb") as file:
            np.savez(file, *get_all_param_values(network))
        os.replace(partial, target)
    except OSError as error:
        raise OSError(
            error.errno, f"weights not written: {error.strerror or error}", path
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return path


def load_weights(path, network):
    """Set all parameters of a network from a file as `save_weights` writes it.

    Values of another floating-point dtype are cast to the parameter's.

    Parameters
    ----------
    path : str or path-like
    network : Layer or list of Layer

    Raises
    ------
    FileNotFoundError
    ValueError
        If the file is no whole npz, or an array is missing, left over, of another shape, or of a
        kind that a parameter cannot hold. No parameter changes then.
    """
    full = _with_suffix(path)
    path = path if os.path.isfile(path) and not os.path.exists(full) else full
    params = get_all_params(network)
    arrays = _read(path)
    _check_names(path, arrays, params)
    values = [_cast(path, f"arr_{i}", arrays[f"arr_{i}"], p) for i, p in enumerate(params)]
    set_all_param_values(network, values)


def _with_suffix(path):
    path = os.fspath(path)
    return path if path.endswith(".npz") else f"{path}.npz"


def _read(path):
    """Return the arrays of an npz file by name."""
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
