"""``theano.tensor``: all of pytensor.tensor, and what Theano had besides or did otherwise."""

import pytensor.tensor as _pt
from pytensor.gradient import disconnected_grad, grad, hessian, jacobian
from pytensor.tensor import *  # noqa: F403
from pytensor.tensor import abs as abs_
from pytensor.tensor import reciprocal as inv
from pytensor.tensor import sign as sgn
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.variable import TensorConstant, TensorVariable

import legacy_repro.theano.tensor.signal as signal  # not PyTensor's, which * has just bound
from legacy_repro import names as _names
from legacy_repro.theano.tensor import nnet, shared_randomstreams
from legacy_repro.theano.tensor.broadcasting import addbroadcast, patternbroadcast, unbroadcast
from legacy_repro.theano.tensor.constructors import (
    col,
    matrix,
    row,
    scalar,
    tensor,
    tensor3,
    tensor4,
    tensor5,
    vector,
)

__getattr__ = _names.absent(__name__, elsewhere=_pt)
