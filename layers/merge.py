"""Layers that merge several inputs, cut to a common size if asked."""

from functools import reduce

from layers.base import MergeLayer
from legacy_repro.theano import Variable
from legacy_repro.theano import tensor as T


def autocrop(inputs, cropping):
    """Cut each axis of the inputs to the size of the smallest input there.

    Parameters
    ----------
    inputs : list of tensors
        All with the same number of dimensions.
    cropping : None, or a list with an entry for each axis
        None leaves an axis as it is, "lower" keeps its beginning, "upper" its end, "center" its
        middle. Axes without an entry stay as they are.

    Returns
    -------
    list of tensors
    """
    if cropping is None:
        return inputs
    modes = _cropping_modes(cropping, [input.ndim for input in inputs])
    smallest = [_smallest(inputs, axis) if mode else None for axis, mode in enumerate(modes)]
    return [input[tuple(map(_kept, modes, input.shape, smallest))] for input in inputs]


def autocrop_array_shapes(input_shapes, cropping):
    """Return the shapes that inputs of these shapes have after `autocrop`.

    >>> autocrop_array_shapes([(4, 3, None), (4, 5, 6)], [None, "center", "lower"])
    [(4, 3, None), (4, 3, None)]
    """
    if cropping is None:
        return input_shapes
    modes = _cropping_modes(cropping, [len(shape) for shape in input_shapes])
    columns = [
        sizes if mode is None else (None if None in sizes else min(sizes),) * len(sizes)
        for sizes, mode in zip(zip(*input_shapes, strict=True), modes, strict=True)
    ]
    return list(zip(*columns, strict=True))


def _cropping_modes(cropping, ndims):
    if len(set(ndims)) > 1:
        raise ValueError(
            f"Only inputs with the same number of dimensions can be cropped, got {ndims}."
        )
    modes = (list(cropping) + [None] * ndims[0])[: ndims[0]]
    for mode in modes:
        if mode not in (None, "lower", "center", "upper"):
            raise ValueError(f"A cropping is None, 'lower', 'center' or 'upper', got {mode!r}.")
    return modes


def _smallest(inputs, axis):
    return T.min(T.stack([input.shape[axis] for input in inputs]))


def _kept(mode, size, smallest):
    if mode is None:
        return slice(None)
    start = {"lower": 0, "center": (size - smallest) // 2, "upper": size - smallest}[mode]
    return slice(start, start + smallest)


class ConcatLayer(MergeLayer):
    """The inputs one after another along one axis.

    Parameters
    ----------
    incomings : list of Layer or tuple
        Of the same shape, except along `axis`.
    axis : int
    cropping : list, optional
        See `autocrop`; the entry of `axis` itself does not count.

    Examples
    --------
    >>> from layers import ConcatLayer, InputLayer
    >>> ConcatLayer([InputLayer((None, 3, 8)), InputLayer((None, 5, 8))])
    <ConcatLayer: [(None, 3, 8), (None, 5, 8)] -> (None, 8, 8)>
    """

    def __init__(self, incomings, axis=1, cropping=None, **kwargs):
        super().__init__(incomings, **kwargs)
        self.axis = axis
        if cropping is not None:
            cropping = _cropping_modes(cropping, [len(shape) for shape in self.input_shapes])
            cropping[axis] = None
        self.cropping = cropping

    def get_output_shape_for(self, input_shapes):
        shapes = [list(shape) for shape in autocrop_array_shapes(input_shapes, self.cropping)]
        lengths = [shape.pop(self.axis) for shape in shapes]
        length = None if None in lengths else sum(lengths)
        shape = _common_shape(shapes, f"to be joined along axis {self.axis}", input_shapes)
        axis = self.axis % (len(shape) + 1)
        return (*shape[:axis], length, *shape[axis:])

    def get_output_for(self, inputs, **kwargs):
        return T.concatenate(autocrop(inputs, self.cropping), axis=self.axis)


class ElemwiseMergeLayer(MergeLayer):
    """The inputs combined value by value: ``f(f(x0, x1), x2) ...``.

    Parameters
    ----------
    incomings : list of Layer or tuple
        Of the same shape.
    merge_function : callable
        A function of two tensors, ``T.mul`` for instance.
    cropping : list, optional
        See `autocrop`.

    Examples
    --------
    >>> import pytensor.tensor as pt
    >>> from layers import ElemwiseMergeLayer, InputLayer
    >>> ElemwiseMergeLayer([InputLayer((None, 3)), InputLayer((8, 3))], pt.maximum)
    <ElemwiseMergeLayer: [(None, 3), (8, 3)] -> (8, 3), merge_function=Maximum>
    """

    def __init__(self, incomings, merge_function, cropping=None, **kwargs):
        super().__init__(incomings, **kwargs)
        self.merge_function = merge_function
        self.cropping = cropping

    def get_output_shape_for(self, input_shapes):
        shapes = autocrop_array_shapes(input_shapes, self.cropping)
        return _common_shape(shapes, "to be merged", input_shapes)

    def get_output_for(self, inputs, **kwargs):
        return reduce(self.merge_function, autocrop(inputs, self.cropping))


class ElemwiseSumLayer(ElemwiseMergeLayer):
    """The sum of the inputs: ``c0 x0 + c1 x1 + ...``.

    Parameters
    ----------
    incomings : list of Layer or tuple
        Of the same shape.
    coeffs : number or tensor, or a list of them, one for each input
    cropping : list, optional
        See `autocrop`.

    Examples
    --------
    >>> from layers import ElemwiseSumLayer, InputLayer
    >>> ElemwiseSumLayer([InputLayer((None, 3)), InputLayer((None, 3))], coeffs=[1, -1])
    <ElemwiseSumLayer: [(None, 3), (None, 3)] -> (None, 3), coeffs=[1, -1], merge_function=Add>
    """

    def __init__(self, incomings, coeffs=1, cropping=None, **kwargs):
        super().__init__(incomings, T.add, cropping, **kwargs)
        self.coeffs = coeffs if isinstance(coeffs, list) else [coeffs] * len(incomings)
        if len(self.coeffs) != len(incomings):
            raise ValueError(
                f"ElemwiseSumLayer needs a coefficient for each of its {len(incomings)} inputs, "
                f"got {len(self.coeffs)}."
            )

    def get_output_for(self, inputs, **kwargs):
        # A coefficient of 1 stays out of the graph, and so keeps the dtype of integer inputs.
        weighted = [
            input * coeff if isinstance(coeff, Variable) or coeff != 1 else input
            for coeff, input in zip(self.coeffs, inputs, strict=True)
        ]
        return super().get_output_for(weighted, **kwargs)


def _common_shape(shapes, purpose, input_shapes):
    """Return the shape that all have, with the sizes known from any of them."""
    same_ndim = len(set(map(len, shapes))) == 1
    known = [set(sizes) - {None} for sizes in zip(*shapes, strict=same_ndim)]
    if not same_ndim or any(len(sizes) > 1 for sizes in known):
        raise ValueError(f"Inputs of the shapes {list(input_shapes)} do not fit {purpose}.")
    return tuple(sizes.pop() if sizes else None for sizes in known)


concat = ConcatLayer
