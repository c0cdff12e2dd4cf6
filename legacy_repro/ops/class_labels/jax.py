"""`class_labels` in JAX, which itself moves a wrong index to the nearest right one."""

import jax.numpy as jnp
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.checks import require
from legacy_repro.ops.class_labels import ClassLabels


def wrong_number(labels, rows):
    return ValueError(f"{labels} labels for {rows} rows of predictions")


def wrong_label(label, position, n):
    return IndexError(
        f"label {label} at position {position} is out of range: "
        f"the network has {n} classes, 0 to {n - 1}"
    )


def class_labels(labels, rows, n_classes):
    require(len(labels) == rows, wrong_number, len(labels), rows)
    if len(labels):
        wrong = (labels < 0) | (labels >= n_classes)
        first = jnp.argmax(wrong)
        require(~wrong[first], wrong_label, labels[first], first, n_classes)
    return labels


@jax_funcify.register(ClassLabels)
def view(op, **kwargs):
    return class_labels
