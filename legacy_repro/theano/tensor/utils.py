"""``theano.tensor.utils``: shapes of the variables of a graph."""

from pytensor.tensor.utils import hash_from_code, hash_from_ndarray, shape_of_variables

from legacy_repro import names

__getattr__ = names.absent(__name__)
