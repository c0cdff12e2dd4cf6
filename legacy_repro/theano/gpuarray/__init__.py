"""``theano.gpuarray``: no GPU is used in this way; what can be computed without is, and says so."""

from legacy_repro import gpu_names, names
from legacy_repro.theano.compile import shared
from legacy_repro.theano.gpuarray.basic_ops import (
    GpuAllocEmpty,
    GpuContiguous,
    GpuFromHost,
    HostFromGpu,
    as_gpuarray_variable,
    gpu_contiguous,
    host_from_gpu,
)
from legacy_repro.theano.gpuarray.type import (
    ContextNotDefined,
    GpuArrayConstant,
    GpuArraySharedVariable,
    GpuArrayType,
    GpuArrayVariable,
    get_context,
    reg_context,
)

pygpu_activated = False
pygpu = None


def use(
    device,
    force=False,
    default_to_move_computation_to_gpu=True,
    move_shared_to_gpu=True,
    preallocate=None,
):
    """Change nothing: the backend was chosen when Theano was imported."""
    gpu_names.say_plain(__name__, "use")


def gpuarray_shared_constructor(value, name=None, strict=False, allow_downcast=None, **options):
    """Return `theano.shared` of the value."""
    gpu_names.say_plain(__name__, "gpuarray_shared_constructor")
    return shared(value, name=name, strict=strict, allow_downcast=allow_downcast)


__getattr__ = names.absent(__name__)
