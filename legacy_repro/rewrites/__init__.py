"""Graph rewrites of ours, one file each; importing this package registers them with PyTensor."""

from legacy_repro.rewrites import checked_labels, scattered_quotient, widened
