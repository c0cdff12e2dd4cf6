"""Cross-correlations on CUDA: those of `theano.gpuarray.blas`."""

from legacy_repro import names
from legacy_repro.theano.gpuarray.blas import (
    GpuCorr3dMM,
    GpuCorr3dMM_gradInputs,
    GpuCorr3dMM_gradWeights,
    GpuCorrMM,
    GpuCorrMM_gradInputs,
    GpuCorrMM_gradWeights,
)

__getattr__ = names.absent(__name__)
