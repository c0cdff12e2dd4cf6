"""The type of arrays on CUDA: no variable is of it."""

from legacy_repro import names
from legacy_repro.theano.gpuarray.type import GpuArrayType as CudaNdarrayType

__getattr__ = names.absent(__name__)
