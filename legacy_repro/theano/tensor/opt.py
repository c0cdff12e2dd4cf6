"""``theano.tensor.opt``: where scripts register rewrites of their own."""

import pytensor.tensor.rewriting.basic
from pytensor.raise_op import Assert, assert_op
from pytensor.tensor.rewriting.basic import (
    register_canonicalize,
    register_specialize,
    register_stabilize,
    register_uncanonicalize,
    register_useless,
)

from legacy_repro import names
from legacy_repro.theano.gof import local_optimizer

__getattr__ = names.absent(__name__, elsewhere=pytensor.tensor.rewriting.basic)
