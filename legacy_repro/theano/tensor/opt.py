"""``theano.tensor.opt``: where scripts register rewrites of their own."""

import functools

from pytensor.raise_op import Assert, assert_op
from pytensor.tensor.rewriting import basic

from legacy_repro import names
from legacy_repro.theano.gof import local_optimizer


def _under_a_free_name(register):
    """Return a decorator of rewrites for which names that PyTensor has taken are free."""

    @functools.wraps(register)
    def register_freely(lopt, *tags, **kwargs):
        if isinstance(lopt, str):
            return lambda rewrite: register_freely(rewrite, lopt, *tags, **kwargs)
        name = kwargs.pop("name", None) or lopt.__name__
        try:
            return register(lopt, *tags, name=name, **kwargs)
        except ValueError as error:
            if "already present" not in str(error):
                raise
        return register_freely(lopt, *tags, name=f"{name}_of_a_script", **kwargs)

    return register_freely


register_canonicalize = _under_a_free_name(basic.register_canonicalize)
register_specialize = _under_a_free_name(basic.register_specialize)
register_stabilize = _under_a_free_name(basic.register_stabilize)
register_uncanonicalize = _under_a_free_name(basic.register_uncanonicalize)
register_useless = _under_a_free_name(basic.register_useless)

__getattr__ = names.absent(__name__, elsewhere=basic)
