"""``theano.compile.pfunc``: ``theano.function`` by the name of the time when there were two."""

from pytensor.compile import rebuild_collect_shared

from legacy_repro import names
from legacy_repro.theano.compile.function import function
from legacy_repro.theano.compile.io import In, Out, Param


def pfunc(params, outputs=None, *args, output_keys=None, **options):
    """Compile a graph: `theano.function`; output_keys are the names of the outputs, if any."""
    if output_keys is not None:
        outputs = dict(zip(output_keys, outputs, strict=True))
    return function(params, outputs, *args, **options)


__getattr__ = names.absent(__name__)
