"""``theano.printing``: graphs and expressions as text, values as they are computed."""

import hashlib
import importlib.util

import numpy as np
import pytensor.printing
from pytensor.printing import (
    FunctionPrinter,
    OperatorPrinter,
    PatternPrinter,
    PPrinter,
    Print,
    Printer,
    PrinterState,
    min_informative_str,
)
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.math import Sum
from pytensor.tensor.variable import TensorConstant

from legacy_repro import names

# Where Theano's name of an elementwise function is not PyTensor's in small letters.
ELEMENTWISE = {"and": "and_", "or": "or_", "reciprocal": "inv", "sign": "sgn"}


class _Constants(Printer):
    """Prints constants: TensorConstant{2}, TensorConstant{(3,) of 1.0}, long ones cut."""

    def process(self, var, pstate):
        data = var.data
        same = data.ndim and data.size and (data == data.flat[0]).all()
        text = f"{data.shape} of {data.flat[0]}" if same else str(data)
        return f"TensorConstant{{{text if len(text) <= 20 else f'{text[:10]}..{text[-10:]}'}}}"


class _Functions(Printer):
    """Prints elementwise functions: exp(x)."""

    def process(self, var, pstate):
        name = str(var.owner.op.scalar_op).lower()
        return FunctionPrinter([ELEMENTWISE.get(name, name)]).process(var, pstate)


class _Sums(Printer):
    """Prints sums: Sum{axis=[0], acc_dtype=float64}(x)."""

    def process(self, var, pstate):
        op = var.owner.op
        axis = [] if op.axis is None else [f"axis={list(op.axis)}"]
        dtype = [f"acc_dtype={op.acc_dtype or var.dtype}"]
        name = f"Sum{{{', '.join(axis + dtype)}}}"
        return FunctionPrinter([name]).process(var, pstate)


pp = pprint = pytensor.printing.pprint.clone()
pprint.assign(lambda pstate, r: isinstance(r, TensorConstant), _Constants())
pprint.assign(
    lambda pstate, r: r.owner is not None and isinstance(r.owner.op, Elemwise), _Functions()
)
pprint.assign(Sum, _Sums())


def debugprint(
    obj,
    depth=-1,
    print_type=False,
    file=None,
    ids="CHAR",
    stop_on_name=False,
    done=None,
    print_storage=False,
    print_clients=False,
    used_ids=None,
):
    """Print a graph, a line each node; with file="str" return the text instead."""
    return pytensor.printing.debugprint(
        obj,
        depth=depth,
        print_type=print_type,
        file=file,
        id_type=ids,
        stop_on_name=stop_on_name,
        done=done,
        print_storage=print_storage,
        used_ids=used_ids,
    )


def pydotprint(fct, outfile=None, *args, **kwargs):
    """Draw a graph into a file; arguments as in Theano 1.0.

    Raises RuntimeError where pydot or graphviz is not installed.
    """
    try:
        return pytensor.printing.pydotprint(fct, outfile, *args, **kwargs)
    except ImportError:
        raise RuntimeError(
            "pydotprint needs pydot and graphviz (pip install pydot, Debian: apt install graphviz)"
        ) from None


def hex_digest(x):
    """Return the SHA-256 of what an array holds in hexadecimal digits, its strides and shape."""
    assert isinstance(x, np.ndarray), f"hex_digest: {x!r} is no array"
    digest = hashlib.sha256(x.tobytes()).hexdigest()
    return f"{digest}|strides=[{_numbers(x.strides)}]|shape=[{_numbers(x.shape)}]"


def _numbers(sizes):
    return ",".join(str(size) for size in sizes)


_elsewhere = names.absent(__name__, elsewhere=pytensor.printing)


def __getattr__(name):
    if name == "pydot_imported":
        return importlib.util.find_spec("pydot") is not None
    return _elsewhere(name)
