"""Small functions that the rest of ``lasagne`` is built from."""

import inspect
from numbers import Integral, Number

import numpy as np
from pytensor.graph.traversal import walk

from legacy_repro import names, theano
from legacy_repro.theano import tensor as T

int_types = (Integral, np.integer)


def floatX(arr):
    """Return a number or array-like as an array of dtype ``theano.config.floatX``."""
    return np.asarray(arr, dtype=theano.config.floatX)


def shared_empty(dim=2, dtype=None):
    """Return a shared variable of `dim` dimensions to be filled later, its shape all ones."""
    return theano.shared(np.zeros((1,) * dim, dtype=dtype or theano.config.floatX))


def as_theano_expression(input):
    """Return a symbolic variable as it is, and anything else as a constant.

    Raises TypeError for what cannot be a constant.
    """
    if isinstance(input, theano.Variable):
        return input
    try:
        return T.constant(input)
    except Exception as error:
        raise TypeError(
            f"{input!r} of type {type(input).__name__} is neither a symbolic expression nor "
            f"something to make a constant of: {error}"
        ) from error


def collect_shared_vars(expressions):
    """Return the shared variables that one expression, or each of a list, depends on.

    Each comes once, in the order of a walk through the graph from left to right.
    """
    if isinstance(expressions, theano.Variable):
        expressions = [expressions]
    variables = walk(reversed(expressions), _inputs_from_the_right, bfs=False)
    return [v for v in variables if isinstance(v, theano.compile.SharedVariable)]


def _inputs_from_the_right(variable):
    # The walk takes the last first.
    return reversed(variable.owner.inputs) if variable.owner else None


def one_hot(x, m=None):
    """Return the rows of the identity matrix that the vector of integers x names.

    m: number of columns; where it is not given, the largest of x, plus 1.
    """
    if m is None:
        m = T.cast(T.max(x) + 1, "int32")
    return T.eye(m)[T.cast(x, "int32")]


def unique(l):  # noqa: E741
    """Return a list of the items of an iterable, hashable or not, each once, in their order."""
    found = []
    for item in l:
        if item not in found:
            found.append(item)
    return found


def compute_norms(array, norm_axes=None):
    """Return the Euclidean norms of the incoming weights of each unit.

    array: a symbolic variable or a NumPy array; the answer is of the same kind.
    norm_axes: the axes to sum over; where not given, none of a vector, 0 of a matrix (inputs,
    units), and all but the first of filters (3 to 5 dimensions).
    Raises RuntimeError for another kind of array, ValueError for another number of dimensions
    without norm_axes.
    """
    if not isinstance(array, theano.Variable | np.ndarray):
        raise RuntimeError(
            f"compute_norms needs a symbolic variable or a NumPy array, got {type(array).__name__}"
        )
    axes = () if norm_axes is None and array.ndim == 1 else axes_of_unit(array.ndim, norm_axes)
    if isinstance(array, theano.Variable):
        return T.sqrt(T.sum(array**2, axis=axes))
    return np.sqrt(np.sum(array**2, axis=axes))


def axes_of_unit(ndim, norm_axes=None):
    """Return the axes over which the incoming weights of one unit lie, unless norm_axes says so.

    Raises ValueError where ndim is not 2 to 5 and norm_axes is not given.
    """
    if norm_axes is not None:
        return tuple(norm_axes)
    if ndim == 2:
        return (0,)
    if ndim in (3, 4, 5):
        return tuple(range(1, ndim))
    raise ValueError(f"no default axes for the norm of {ndim} dimensions: give norm_axes")


def create_param(spec, shape, name=None):
    """Return a parameter: a shared variable, or the expression that stands for one.

    spec: a number (for shape ()), a NumPy array, a symbolic variable, or a callable that returns
    one of these for the shape. An array keeps its dtype; its dimensions of length 1 broadcast.
    name: given to the variable where it has none.
    Raises ValueError for a shape that does not fit or has an entry below 1, TypeError for another
    spec.
    """
    shape = tuple(shape)
    what = f"parameter {name}"
    if any(length <= 0 for length in shape):
        raise ValueError(f"{what}: all dimensions must be positive, got shape {shape}")
    if callable(spec):
        what = f"{what} from {spec!r}"
        spec = spec(shape)
    if isinstance(spec, Number | np.bool_):
        spec = np.asarray(spec)
    if isinstance(spec, np.ndarray):
        if spec.shape != shape:
            raise ValueError(f"{what}: the array has shape {spec.shape}, should be {shape}")
        spec = theano.shared(spec, shape=tuple(1 if length == 1 else None for length in shape))
    if not isinstance(spec, theano.Variable):
        raise TypeError(
            f"{what}: needs a number, an array, a symbolic variable or a callable that returns one "
            f"of these, got {type(spec).__name__}"
        )
    if spec.ndim != len(shape):
        raise ValueError(f"{what}: the variable has {spec.ndim} dimensions, should be {len(shape)}")
    if name is not None and spec.name is None:
        spec.name = name
    return spec


def unroll_scan(fn, sequences, outputs_info, non_sequences, n_steps, go_backwards=False):
    """Loop n_steps times while the graph is built, where ``theano.scan`` would loop in it.

    fn: takes an item of each sequence, the previous outputs and the non-sequences.
    sequences, outputs_info, non_sequences: lists; one sequence may stand alone.
    Returns a list of the outputs, each stacked over the steps.
    """
    if not isinstance(sequences, list | tuple):
        sequences = [sequences]
    steps = []
    previous = list(outputs_info)
    for i in reversed(range(n_steps)) if go_backwards else range(n_steps):
        outputs = fn(*[s[i] for s in sequences], *previous, *non_sequences)
        previous = [outputs] if isinstance(outputs, theano.Variable) else list(outputs)
        steps.append(previous)
    return [T.stack(output) for output in zip(*steps, strict=True)]


def as_tuple(x, N, t=None):
    """Return an iterable of N items as a tuple, and anything else N times.

    t: a type, or a tuple of types, that each item must have.
    Raises TypeError for an item of another type, ValueError for another number of items.
    """
    try:
        items = tuple(x)
    except TypeError:
        items = (x,) * N
    if t is not None and not all(isinstance(item, t) for item in items):
        raise TypeError(f"expected one {_type_name(t)} or {N} of them, got {x!r}")
    if len(items) != N:
        raise ValueError(f"expected one value or {N} of them, got {len(items)}: {x!r}")
    return items


def _type_name(t):
    if t == int_types:
        return "int"
    return " or ".join(one.__name__ for one in t) if isinstance(t, tuple) else t.__name__


def inspect_kwargs(func):
    """Return the names of the arguments of a callable that have a default."""
    parameters = inspect.signature(func).parameters.values()
    return [p.name for p in parameters if p.default is not p.empty]


__getattr__ = names.absent(__name__)
