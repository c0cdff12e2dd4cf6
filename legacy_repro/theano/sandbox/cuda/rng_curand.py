"""CURAND's random streams: MRG's in their place, whose numbers cannot be the same."""

from legacy_repro import gpu_names, names
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams


class CURAND_RandomStreams(MRG_RandomStreams):
    """`MRG_RandomStreams` of the seed."""

    def __init__(self, seed):
        gpu_names.say_plain(__name__, "CURAND_RandomStreams")
        super().__init__(seed)


__getattr__ = names.absent(__name__)
