"""``theano.tensor``: all of pytensor.tensor, and what Theano had besides or did otherwise."""

import sys as _sys

import pytensor.tensor as _pt
from pytensor.tensor import *  # noqa: F403
from pytensor.tensor import abs as abs_
from pytensor.tensor import reciprocal as inv
from pytensor.tensor import sign as sgn
from pytensor.tensor.basic import (
    Alloc,
    AllocEmpty,
    ARange,
    Choose,
    ExtractDiag,
    Eye,
    ScalarFromTensor,
    TensorFromScalar,
)
from pytensor.tensor.exceptions import NotScalarConstantError, ShapeError
from pytensor.tensor.math import Argmax, Dot, _allclose, makeKeepDims, mod_check
from pytensor.tensor.shape import Reshape, Shape, SpecifyShape
from pytensor.tensor.type import (
    all_dtypes,
    complex_dtypes,
    continuous_dtypes,
    discrete_dtypes,
    float_dtypes,
    int_dtypes,
    integer_dtypes,
    uint_dtypes,
    wmatrix,
)

# Not PyTensor's of the same names, which * has just bound.
import legacy_repro.theano.tensor.blas as blas
import legacy_repro.theano.tensor.signal as signal
import legacy_repro.theano.tensor.utils as utils
import legacy_repro.theano.tensor.xlogx as xlogx
from legacy_repro import names as _names
from legacy_repro.theano.gradient import (
    Lop,
    Rop,
    consider_constant,
    disconnected_grad,
    grad,
    grad_not_implemented,
    grad_undefined,
    hessian,
    jacobian,
    numeric_grad,
    verify_grad,
)
from legacy_repro.theano.tensor import extra_ops, nlinalg, nnet, shared_randomstreams, subtensor
from legacy_repro.theano.tensor.broadcasting import (
    Rebroadcast,
    addbroadcast,
    patternbroadcast,
    unbroadcast,
)
from legacy_repro.theano.tensor.constructors import (
    col,
    matrix,
    row,
    scalar,
    tensor,
    tensor3,
    tensor4,
    tensor5,
    tensor6,
    tensor7,
    vector,
)
from legacy_repro.theano.tensor.conversion import (
    AsTensorError,
    as_tensor_variable,
    extract_constant,
    get_scalar_constant_value,
)
from legacy_repro.theano.tensor.conversion import as_tensor_variable as as_tensor
from legacy_repro.theano.tensor.elementwise import (
    angle,
    chi2sf,
    choose,
    complex_from_polar,
    default,
    div_proxy,
    iround,
    round,
)
from legacy_repro.theano.tensor.elemwise import CAReduce, DimShuffle, Elemwise, Sum
from legacy_repro.theano.tensor.extra_ops import searchsorted
from legacy_repro.theano.tensor.joining import Join, Split, Tile, repeat, split, stack, tile
from legacy_repro.theano.tensor.products import batched_dot, batched_tensordot, dot
from legacy_repro.theano.tensor.reductions import (
    MaxAndArgmax,
    Mean,
    argmax,
    argmin,
    max,
    max_and_argmax,
    mean,
    min,
    ptp,
    std,
)
from legacy_repro.theano.tensor.reductions import var as _var
from legacy_repro.theano.tensor.shaping import (
    AllocDiag,
    Flatten,
    Nonzero,
    Tri,
    diag,
    flatten,
    is_flat,
    reshape,
    unravel_index,
)
from legacy_repro.theano.tensor.sharedvar import tensor_constructor as _shared
from legacy_repro.theano.tensor.sort import argsort, argtopk, sort, topk, topk_and_argtopk
from legacy_repro.theano.tensor.subtensor import (
    AdvancedIncSubtensor,
    AdvancedIncSubtensor1,
    AdvancedSubtensor,
    AdvancedSubtensor1,
    IncSubtensor,
    Subtensor,
    advanced_inc_subtensor,
    advanced_inc_subtensor1,
    advanced_set_subtensor,
    advanced_set_subtensor1,
    advanced_subtensor,
    advanced_subtensor1,
)
from legacy_repro.theano.tensor.type import TensorType as Tensor
from legacy_repro.theano.tensor.var import TensorConstant, TensorVariable

# Functions and submodules of one name: `import theano.tensor.sort` leaves T.sort a function.
_names.keep_submodules(__name__, "sort", "var")
var = _var
basic = _sys.modules[__name__]

__getattr__ = _names.absent(__name__, elsewhere=_pt)
