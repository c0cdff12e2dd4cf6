"""``theano.sparse``: sparse matrices, and the names that their types and ops have had since."""

import pytensor.sparse as _sparse
from pytensor.sparse import SparseTensorType as SparseType
from pytensor.sparse import as_sparse_variable as constant
from pytensor.sparse import sign as sgn
from pytensor.sparse.math import multiply as mul
from pytensor.sparse.math import subtract as sub
from pytensor.sparse.variable import SparseConstant, SparseVariable

from legacy_repro import names

enable_sparse = True

AddSD = type(_sparse.add_s_d)
AddSS = type(_sparse.add_s_s)
AddSSData = type(_sparse.add_s_s_data)
MulSD = type(_sparse.mul_s_d)
MulSS = type(_sparse.mul_s_s)
MulSV = type(_sparse.mul_s_v)
StructuredAddSV = type(_sparse.structured_add_s_v)

__getattr__ = names.absent(__name__, elsewhere=_sparse)
