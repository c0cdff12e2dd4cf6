"""``theano.tests``: what scripts use to test their own operations."""

from legacy_repro import names

__getattr__ = names.absent(__name__)
