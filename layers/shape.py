"""Layers that change the shape of what passes through them, and not its values."""

from math import prod

from layers.base import Layer
from legacy_repro.lasagne.utils import int_types
from legacy_repro.theano import Variable
from legacy_repro.theano import tensor as T


class FlattenLayer(Layer):
    """The input with its trailing dimensions made one, so that `outdim` dimensions are left.

    Parameters
    ----------
    incoming : Layer or tuple
    outdim : int
        Number of dimensions of the output, at least 1.

    Examples
    --------
    >>> from layers import FlattenLayer, InputLayer
    >>> FlattenLayer(InputLayer((None, 32, 4, 4)))
    <FlattenLayer: (None, 32, 4, 4) -> (None, 512)>
    """

    def __init__(self, incoming, outdim=2, **kwargs):
        super().__init__(incoming, **kwargs)
        if outdim < 1:
            raise ValueError(f"outdim has to be at least 1, got {outdim}.")
        self.outdim = outdim

    def get_output_shape_for(self, input_shape):
        kept, flattened = input_shape[: self.outdim - 1], input_shape[self.outdim - 1 :]
        return (*kept, None if None in flattened else prod(flattened))

    def get_output_for(self, input, **kwargs):
        return input.flatten(self.outdim)


class ReshapeLayer(Layer):
    """The input in another shape of the same total size.

    Parameters
    ----------
    incoming : Layer or tuple
    shape : tuple
        For each dimension a positive int, ``[i]`` for the size of the input's dimension `i`, -1
        (once) for the size that remains, or a symbolic integer scalar.

    Raises
    ------
    ValueError
        If an entry is none of these, or the total sizes are known and differ.

    Examples
    --------
    >>> from layers import InputLayer, ReshapeLayer
    >>> ReshapeLayer(InputLayer((None, 100)), ([0], 4, -1))
    <ReshapeLayer: (None, 100) -> (None, 4, 25), shape=([0], 4, -1)>
    """

    def __init__(self, incoming, shape, **kwargs):
        super().__init__(incoming, **kwargs)
        self.shape = tuple(shape)
        for size in self.shape:
            _check_reshape_entry(size)
        if self.shape.count(-1) > 1:
            raise ValueError(f"Only one size of a reshape can be -1, got {self.shape}.")
        self.get_output_shape_for(self.input_shape)  # refuses a shape that does not fit

    def get_output_shape_for(self, input_shape):
        sizes = [self._known_size(entry, input_shape) for entry in self.shape]
        before, after = list(input_shape), list(sizes)
        # An unknown size copied by [i] stands on both sides: the count can leave it out.
        for axis, entry in enumerate(self.shape):
            if isinstance(entry, list) and before[entry[0]] is None:
                before[entry[0]] = after[axis] = 1
        if -1 in sizes:
            sizes[sizes.index(-1)] = self._remaining(before, after)
        elif None not in before + after and prod(before) != prod(after):
            self._refuse(input_shape)
        return tuple(sizes)

    def _known_size(self, entry, input_shape):
        if isinstance(entry, Variable):
            return None
        if isinstance(entry, int_types):
            return entry
        if entry[0] >= len(input_shape):
            raise ValueError(
                f"The shape {self.shape} refers to the input's dimension {entry}, but the input "
                f"has the shape {input_shape}."
            )
        return input_shape[entry[0]]

    def _remaining(self, before, after):
        if None in before + after:
            return None
        size, rest = divmod(prod(before), -prod(after))
        if rest:
            self._refuse(before)
        return size

    def _refuse(self, input_shape):
        raise ValueError(
            f"An input of shape {tuple(input_shape)} cannot be reshaped to {self.shape}: "
            "the total sizes differ."
        )

    def get_output_for(self, input, **kwargs):
        sizes = (input.shape[size[0]] if isinstance(size, list) else size for size in self.shape)
        return input.reshape(tuple(sizes))


class DimshuffleLayer(Layer):
    """The input with its dimensions in another order, with new ones of size 1, or without some.

    Parameters
    ----------
    incoming : Layer or tuple
    pattern : tuple of int or "x"
        For each dimension of the output the input's dimension, or "x" for a new one of size 1. A
        dimension that is left out has to have the size 1.

    Examples
    --------
    >>> from layers import DimshuffleLayer, InputLayer
    >>> DimshuffleLayer(InputLayer((2, 3, 5, 7)), (3, 2, 1, "x", 0))
    <DimshuffleLayer: (2, 3, 5, 7) -> (7, 5, 3, 1, 2), pattern=(3, 2, 1, 'x', 0)>
    """

    def __init__(self, incoming, pattern, **kwargs):
        super().__init__(incoming, **kwargs)
        self.pattern = tuple(pattern)
        used = [entry for entry in self.pattern if entry != "x"]
        if not all(isinstance(entry, int_types) for entry in used):
            raise ValueError(f"A pattern holds dimensions and 'x' only, got {self.pattern}.")
        if len(set(used)) < len(used):
            raise ValueError(f"The pattern {self.pattern} uses a dimension more than once.")
        self.get_output_shape_for(self.input_shape)  # refuses a pattern that does not fit

    def get_output_shape_for(self, input_shape):
        used = [entry for entry in self.pattern if entry != "x"]
        if not all(0 <= axis < len(input_shape) for axis in used):
            raise ValueError(
                f"The pattern {self.pattern} goes beyond the {len(input_shape)} dimensions of an "
                f"input of shape {input_shape}."
            )
        dropped = [size for axis, size in enumerate(input_shape) if axis not in used]
        if any(size not in (None, 1) for size in dropped):
            raise ValueError(
                f"The pattern {self.pattern} leaves out a dimension of an input of shape "
                f"{input_shape} whose size is not 1."
            )
        return tuple(1 if entry == "x" else input_shape[entry] for entry in self.pattern)

    def get_output_for(self, input, **kwargs):
        return input.dimshuffle(self.pattern)


class PadLayer(Layer):
    """The input with a border of a constant value.

    Parameters
    ----------
    incoming : Layer or tuple
    width : int, or a list of int or pairs (before, after), one for each padded dimension
        An int is the width on both sides.
    val : number
    batch_ndim : int
        How many leading dimensions are not padded.

    Examples
    --------
    >>> from layers import InputLayer, PadLayer
    >>> PadLayer(InputLayer((None, 1, 28, 28)), width=[2, (0, 1)])
    <PadLayer: (None, 1, 28, 28) -> (None, 1, 32, 29), width=[2, (0, 1)]>
    """

    def __init__(self, incoming, width, val=0, batch_ndim=2, **kwargs):
        super().__init__(incoming, **kwargs)
        self.width = width
        self.val = val
        self.batch_ndim = batch_ndim

    def _borders(self, ndim):
        """Return (before, after) for each of `ndim` dimensions."""
        padded = ndim - self.batch_ndim
        width = [self.width] * padded if isinstance(self.width, int_types) else list(self.width)
        if len(width) > padded:
            raise ValueError(f"width={width} has more entries than the {padded} padded dimensions.")
        pairs = [(w, w) if isinstance(w, int_types) else tuple(w) for w in width]
        return [(0, 0)] * self.batch_ndim + pairs + [(0, 0)] * (padded - len(pairs))

    def get_output_shape_for(self, input_shape):
        return tuple(
            None if size is None else before + size + after
            for size, (before, after) in zip(
                input_shape, self._borders(len(input_shape)), strict=True
            )
        )

    def get_output_for(self, input, **kwargs):
        borders = list(zip(input.shape, self._borders(input.ndim), strict=True))
        shape = [before + size + after for size, (before, after) in borders]
        inside = tuple(slice(before, before + size) for size, (before, _) in borders)
        filled = T.alloc(T.cast(self.val, input.dtype), *shape)
        return T.set_subtensor(filled[inside], input)


class SliceLayer(Layer):
    """A part of the input along one dimension.

    Parameters
    ----------
    incoming : Layer or tuple
    indices : int or slice
        An int removes the dimension.
    axis : int
        Negative counts from the end.

    Examples
    --------
    >>> from layers import InputLayer, SliceLayer
    >>> SliceLayer(InputLayer((None, 7, 20)), indices=-1, axis=1)
    <SliceLayer: (None, 7, 20) -> (None, 20), indices=-1, axis=1>
    """

    def __init__(self, incoming, indices, axis=-1, **kwargs):
        super().__init__(incoming, **kwargs)
        self.slice = indices
        self.axis = axis

    @property
    def indices(self):
        """The attribute `slice` by the constructor's name for it, which the repr looks for."""
        return self.slice

    def get_output_shape_for(self, input_shape):
        shape = list(input_shape)
        if isinstance(self.slice, int_types):
            del shape[self.axis]
        elif shape[self.axis] is not None:
            shape[self.axis] = len(range(*self.slice.indices(shape[self.axis])))
        return tuple(shape)

    def get_output_for(self, input, **kwargs):
        return input[(slice(None),) * (self.axis % input.ndim) + (self.slice,)]


flatten = FlattenLayer
reshape = ReshapeLayer
dimshuffle = DimshuffleLayer
pad = PadLayer


def _check_reshape_entry(entry):
    if isinstance(entry, Variable):
        allowed = entry.ndim == 0
    elif isinstance(entry, list):
        allowed = len(entry) == 1 and isinstance(entry[0], int_types) and entry[0] >= 0
    else:
        allowed = isinstance(entry, int_types) and (entry > 0 or entry == -1)
    if not allowed:
        raise ValueError(
            f"A size of a reshape is a positive int, -1, [i] for the input's dimension i, or a "
            f"symbolic scalar, got {entry!r}."
        )
