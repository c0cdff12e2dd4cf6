"""Lasagne's layers for GPU libraries: the plain layers, with the defaults of the libraries' own."""

from legacy_repro import gpu_names


class NeedsNoGPU:
    """Before a plain layer among the bases: says, when a layer is made, which one it is."""

    def __init__(self, *args, **kwargs):
        gpu_names.say_plain(type(self).__module__, type(self).__name__)
        super().__init__(*args, **kwargs)
