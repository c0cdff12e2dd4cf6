"""Draw categories: the first k with pvals[b, 0] + ... + pvals[b, k] > u, for each uniform number u.

Number u[d B + b] makes draw d from row b of B. The sums are in float64, as in what Theano compiled.
"""

import numpy as np
import pytensor.tensor as pt
from pytensor.gradient import grad_undefined
from pytensor.graph.basic import Apply
from pytensor.tensor.type import TensorType, integer_dtypes

from legacy_repro.ops.native import NativeOp


class FromUniform(NativeOp):
    """Draw n times from each row of pvals, by the n B uniform numbers in the vector unis."""

    __props__ = ()
    headers = ("multinomial.h",)
    static_inputs = (2,)
    c_function: str

    def make_node(self, pvals, unis, n):
        pvals, unis = (_real(x) for x in (pvals, unis))
        n = pt.as_tensor_variable(n)
        if pvals.ndim != 2 or unis.ndim != 1:
            raise TypeError(f"pvals must be a matrix and unis a vector, not {pvals} and {unis}")
        if n.ndim != 0 or n.dtype not in integer_dtypes:
            raise TypeError(f"the number of draws must be one integer, not {n.type}")
        out = TensorType("int64", (pvals.type.shape[0], self.columns(pvals)))
        return Apply(self, [pvals, unis, pt.cast(n, "int64")], [out()])

    def c_call(self, node, inputs, outputs):
        reals = ", ".join(x.type.dtype_specs()[1] for x in node.inputs[:2])
        return f"multinomial::{self.c_function}<{reals}>({', '.join(inputs)}, &{outputs[0]})"

    def pullback(self, inputs, outputs, cotangents):
        return [grad_undefined(self, position, x) for position, x in enumerate(inputs)]


class MultinomialFromUniform(FromUniform):
    """Count how often each category was drawn: int64, the shape of pvals."""

    c_function = "counts"

    def columns(self, pvals):
        return pvals.type.shape[1]

    def perform(self, node, inputs, outputs):
        pvals, unis, n = inputs
        counts = np.zeros(pvals.shape, "int64")
        for u in by_draw(pvals, unis, n):
            row, k = _categories(pvals, u)
            counts[row, k] += 1
        outputs[0][0] = counts

    def output_shapes(self, node, shapes):
        return [shapes[0]]


class ChoiceFromUniform(FromUniform):
    """Draw n different categories of each row, in order: int64 (B, n).

    What was drawn is taken out, and the rest scaled to sum 1 in the precision of pvals.
    """

    c_function = "choices"

    def columns(self, pvals):
        return None

    def perform(self, node, inputs, outputs):
        pvals, unis, n = inputs
        pvals, rows = pvals.copy(), np.arange(len(pvals))
        chosen = []
        for u in by_draw(pvals, unis, n):
            chosen.append(_possible_categories(pvals, u, n))
            pvals[rows, chosen[-1]] = 0
            with np.errstate(invalid="ignore"):  # 0 / 0 after the last category
                # cumsum adds one by one, as the compiled code does; sum would not.
                pvals /= np.cumsum(pvals, axis=1)[:, -1:]
        outputs[0][0] = np.array(chosen, "int64").reshape(n, len(pvals)).T

    def output_shapes(self, node, shapes):
        return [(shapes[0][0], node.inputs[2])]


def _real(x):
    x = pt.as_tensor_variable(x)
    return x if x.dtype in ("float32", "float64") else pt.cast(x, "float64")


def by_draw(pvals, unis, n):
    """Return the uniform numbers as a matrix (n, B)."""
    if n < 0 or len(unis) != len(pvals) * n:
        raise ValueError(
            f"{len(unis)} uniform numbers for {n} draws from each of {len(pvals)} rows of pvals"
        )
    return unis.reshape(n, len(pvals))


def _categories(pvals, u):
    """Return the rows where a category was drawn, and the categories."""
    above = np.cumsum(pvals, axis=1, dtype="float64") > u[:, None]
    return np.nonzero(above & (np.cumsum(above, axis=1) == 1))


def _possible_categories(pvals, u, n):
    """Return a category for each row; the last possible one where rounding left the sum below u."""
    last = pvals.shape[1] - 1 - np.argmax(pvals[:, ::-1] > 0, axis=1)
    row, k = _categories(pvals, u)
    last[row] = k
    wrong = np.flatnonzero(~(pvals[np.arange(len(pvals)), last] > 0))
    if wrong.size:
        raise ValueError(
            f"row {wrong[0]} of pvals has fewer than {n} categories of positive probability"
        )
    return last
