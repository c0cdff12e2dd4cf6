"""Graph rewrites of ours, one file each; importing this package registers them with PyTensor."""

from legacy_repro.rewrites import (
    channels_last,
    checked_labels,
    cross_entropy,
    dropout,
    pooled_conv2d,
    scattered_quotient,
    vector_elemwise,
    widened,
)
