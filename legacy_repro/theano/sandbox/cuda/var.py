"""Shared variables on a GPU: here they are Theano's plain ones."""

import numpy as np

from legacy_repro import gpu_names, names
from legacy_repro.theano.compile import shared
from legacy_repro.theano.gpuarray.type import GpuArrayConstant as CudaNdarrayConstant
from legacy_repro.theano.gpuarray.type import GpuArraySharedVariable as CudaNdarraySharedVariable
from legacy_repro.theano.gpuarray.type import GpuArrayVariable as CudaNdarrayVariable


def float32_shared_constructor(value, name=None, **options):
    """Return `theano.shared` of the value as float32."""
    gpu_names.say_plain(__name__, "float32_shared_constructor")
    return shared(np.asarray(value, dtype="float32"), name=name, **options)


__getattr__ = names.absent(__name__)
