"""``theano.sparse``: sparse matrices, and the names that their types and ops have had since."""

import pytensor.sparse as _sparse
from pytensor.sparse import SparseTensorType as SparseType
from pytensor.sparse import as_sparse_variable as constant
from pytensor.sparse import sign as sgn
from pytensor.sparse.basic import _is_dense, _is_sparse_variable
from pytensor.sparse.math import multiply as mul
from pytensor.sparse.math import subtract as sub
from pytensor.sparse.type import _is_sparse
from pytensor.sparse.variable import SparseConstant, SparseVariable
from pytensor.tensor import _as_tensor_variable

from legacy_repro import names
from legacy_repro.theano.tensor.conversion import AsTensorError

enable_sparse = True

AddSD = type(_sparse.add_s_d)
AddSS = type(_sparse.add_s_s)
AddSSData = type(_sparse.add_s_s_data)
MulSD = type(_sparse.mul_s_d)
MulSS = type(_sparse.mul_s_s)
MulSV = type(_sparse.mul_s_v)
StructuredAddSV = type(_sparse.structured_add_s_v)


@_as_tensor_variable.register(SparseVariable)
@_as_tensor_variable.register(SparseConstant)
def _no_tensor(x, *args, **kwargs):
    """Refuse, so that T.exp(x) and x / 2 do, and that m * x asks x, which knows dense matrices."""
    raise AsTensorError(f"{x} is sparse: use the functions of theano.sparse, or dense_from_sparse")


def _is_dense_variable(x):
    # PyTensor's own says so of sparse ones, too.
    return not _is_sparse_variable(x)


__getattr__ = names.absent(__name__, elsewhere=_sparse)
