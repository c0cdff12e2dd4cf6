"""A training that Ctrl-C or a kill does not lose: it goes on where it was, numbers unchanged."""

from legacy_repro.training.training import Training

__all__ = ["Training"]
