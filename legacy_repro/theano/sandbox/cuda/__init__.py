"""``theano.sandbox.cuda``: there is no CUDA in this way; what can be computed without is."""

import numpy as np

from legacy_repro import gpu_names
from legacy_repro.theano.gpuarray.type import GpuArrayType as CudaNdarrayType
from legacy_repro.theano.gpuarray.type import GpuArrayVariable as CudaNdarrayVariable
from legacy_repro.theano.sandbox.cuda.basic_ops import (
    GpuContiguous,
    GpuFromHost,
    HostFromGpu,
    as_cuda_ndarray_variable,
    gpu_alloc_empty,
    gpu_contiguous,
    gpu_from_host,
    host_from_gpu,
)
from legacy_repro.theano.sandbox.cuda.var import (
    CudaNdarrayConstant,
    CudaNdarraySharedVariable,
    float32_shared_constructor,
)

cuda_available = False
cuda_enabled = False
pygpu_activated = False
shared_constructor = float32_shared_constructor


def use(device, force=False, **options):
    """Change nothing: the backend was chosen when Theano was imported."""
    gpu_names.say_plain(__name__, "use")


class CudaNdarray(np.ndarray):
    """An array of float32, in the computer's own memory."""

    def __new__(cls, value):
        gpu_names.say_plain(__name__, "CudaNdarray")
        return np.asarray(value, dtype="float32").view(cls)

    @classmethod
    def zeros(cls, shape):
        """Return an array of zeros."""
        return cls(np.zeros(shape))


__getattr__ = gpu_names.refusing(__name__)
