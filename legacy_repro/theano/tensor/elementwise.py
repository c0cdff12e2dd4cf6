"""Elementwise functions where Theano's arguments, dtype or zero differ from PyTensor's."""

import pytensor.tensor as pt
from pytensor.tensor.type import discrete_dtypes

from legacy_repro.theano.tensor.conversion import as_tensor_variable


def round(a, mode=None):
    """Round to the nearest integer: "half_to_even" (the default) or "half_away_from_zero"."""
    a = pt.as_tensor_variable(a)
    rounded = pt.round(a, "half_to_even" if mode is None else mode)
    if mode == "half_away_from_zero" or not a.dtype.startswith("float"):
        return rounded
    # Theano's C gave 0 where NumPy gives -0, which 1 / round(x) and a printed table show.
    return pt.switch(pt.eq(rounded, 0), 0, rounded)


def iround(a, mode=None):
    """Round to the nearest integer, as int64."""
    return pt.cast(round(a, mode), "int64")


def chi2sf(x, k):
    """Return the survival function of the chi-squared distribution with k degrees, in float64."""
    return pt.gammaincc(k / 2.0, pt.cast(x, "float64") / 2.0)


def angle(z):
    """Return the angle of a complex number, in float64."""
    z = pt.as_tensor_variable(z)
    return pt.angle(pt.cast(z, "complex128" if z.dtype.startswith("complex") else "float64"))


def complex_from_polar(abs, angle):
    """Return the complex number of an absolute value and an angle."""
    return pt.complex(abs * pt.cos(angle), abs * pt.sin(angle))


def choose(a, choices, out=None, mode="raise"):
    """Choose between tensors elementwise; ``out`` must be None."""
    if out is not None:
        raise AssertionError(f"choose(out={out}): the argument out must be None")
    return pt.choose(a, choices, mode=mode)


def default(x, default):
    """Return x, which is never None in a graph of tensors; both must have the same type."""
    x, default = as_tensor_variable(x), as_tensor_variable(default)
    if x.type != default.type:
        raise TypeError(f"default: {x.type} and {default.type} are not the same type")
    return x


def div_proxy(x, y):
    """Divide as `/` did in Python 2: floored between integers."""
    x, y = as_tensor_variable(x), as_tensor_variable(y)
    whole = x.dtype in discrete_dtypes and y.dtype in discrete_dtypes
    return pt.int_div(x, y) if whole else pt.true_div(x, y)
