"""A network's weights in a file: the npz that ``np.savez(path, *values)`` writes.

So a script's own ``np.savez("model.npz", *get_all_param_values(network))`` and `save_weights` are
the same, and either's file can be loaded by the other's means. The pickles that programs of the
time wrote can be loaded too.
"""

from layers.network import get_all_params
from legacy_repro import weights


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
    return weights.write(path, get_all_params(network))


def load_weights(path, network):
    """Set all parameters of a network from a file, of which nothing is run.

    The file is an npz as `save_weights` writes it, or a pickle of Python 2 or 3, packed by gzip or
    not: arrays, Theano's shared variables (of a GPU as well) or a file of Lasagne's model zoo.
    Several pickles after one another are one list.

    Arrays that are called as the parameters are go to these, if each parameter has a name of its
    own. Else those of an npz are taken as ``arr_0``, ``arr_1`` ..., those of a pickle in their
    order, and of a dictionary with 'param values' these alone. Values of another floating-point
    dtype are cast to the parameter's.

    Parameters
    ----------
    path : str or path-like
    network : Layer or list of Layer

    Raises
    ------
    FileNotFoundError
    ValueError
        If the file is damaged or refused, or an array is missing, left over, of another shape, or
        of a kind that a parameter cannot hold. No parameter changes then.
    """
    weights.read(path, get_all_params(network))
