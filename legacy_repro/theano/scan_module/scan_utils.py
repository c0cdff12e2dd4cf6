"""``theano.scan_module.scan_utils``: ends of loops, and graphs with variables replaced."""

from pytensor.compile import rebuild_collect_shared
from pytensor.graph.basic import equal_computations
from pytensor.graph.replace import clone_replace
from pytensor.scan import utils as pytensor_utils
from pytensor.scan.utils import until

from legacy_repro import names


def clone(output, replace=None, strict=True, share_inputs=True, copy_inputs=None):
    """Copy a graph, with some of its variables replaced.

    output: a variable or a list of them. replace: a dict or pairs (old, new). strict: the new
    variables must have the types of the old. share_inputs: the copy has the very inputs of the
    original (copy_inputs is its older name).
    """
    return clone_replace(
        output,
        replace=replace,
        rebuild_strict=strict,
        copy_inputs_over=share_inputs if copy_inputs is None else copy_inputs,
    )


__getattr__ = names.absent(__name__, elsewhere=pytensor_utils)
