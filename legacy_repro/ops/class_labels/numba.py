"""`class_labels` in Numba, which itself checks no index."""

from pytensor.link.numba.dispatch.basic import (
    numba_njit,
    register_funcify_default_op_cache_key,
)

from legacy_repro.ops import native
from legacy_repro.ops.class_labels import ClassLabels

VERSION = native.version(__file__)


@numba_njit
def class_labels(labels, rows, n_classes):
    expected, n = rows.item(), n_classes.item()
    if len(labels) != expected:
        raise ValueError(f"{len(labels)} labels for {expected} rows of predictions")
    for i in range(len(labels)):
        if labels[i] < 0 or labels[i] >= n:
            raise IndexError(
                f"label {labels[i]} at position {i} is out of range: "
                f"the network has {n} classes, 0 to {n - 1}"
            )
    return labels


@register_funcify_default_op_cache_key(ClassLabels)
def view(op, **kwargs):
    return class_labels, VERSION
