"""Ops that move arrays to a GPU and back: everything stays where it is."""

import pytensor.tensor as pt

from legacy_repro import gpu_names, names


def staying(module, name):
    """Return a function of a module that moves nothing: it gives x back as a tensor variable."""

    def stay(x, context_name=None):
        gpu_names.say_plain(module, name)
        return pt.as_tensor(x)

    stay.__name__ = name
    return stay


as_gpuarray_variable = staying(__name__, "as_gpuarray_variable")
gpu_contiguous = staying(__name__, "gpu_contiguous")
host_from_gpu = staying(__name__, "host_from_gpu")


def infer_context_name(*variables):
    """Return None, the name of the only context there is."""
    return None


class _Move:
    """An op that moves a tensor: call it with one, which comes back."""

    def __init__(self, context_name=None):
        gpu_names.say_plain(__name__, type(self).__name__)
        self.context_name = context_name

    def __call__(self, x):
        return pt.as_tensor(x)


class GpuContiguous(_Move):
    """The op that makes a tensor lie in one piece."""


class GpuFromHost(_Move):
    """The op that moves a tensor to a GPU."""


class HostFromGpu(_Move):
    """The op that moves a tensor from a GPU."""


class GpuAllocEmpty:
    """The op that makes a tensor with no values yet: call it with sizes; here they are zeros."""

    def __init__(self, dtype="float32", context_name=None):
        gpu_names.say_plain(__name__, "GpuAllocEmpty")
        self.dtype = dtype
        self.context_name = context_name

    def __call__(self, *shape):
        return pt.zeros(shape, dtype=self.dtype)


__getattr__ = names.absent(__name__)
