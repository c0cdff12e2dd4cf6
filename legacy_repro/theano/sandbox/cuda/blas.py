"""Cross-correlations on CUDA: those of `theano.gpuarray.blas`, in the form before Theano 0.9."""

from legacy_repro import names
from legacy_repro.theano.gpuarray import blas


class _Padded:
    """`pad` pixels at every side are a border_mode by another name."""

    def __init__(self, border_mode="valid", subsample=(1, 1), pad=(0, 0)):
        if pad not in (0, (0, 0), (0, 0, 0)):
            if border_mode != "valid":
                raise ValueError(f"pad={pad} needs border_mode='valid', not {border_mode!r}")
            border_mode = pad
        super().__init__(border_mode, subsample)


class _Padded3d(_Padded):
    def __init__(self, border_mode="valid", subsample=(1, 1, 1), pad=(0, 0, 0)):
        super().__init__(border_mode, subsample, pad)


class GpuCorrMM(_Padded, blas.GpuCorrMM):
    """`CorrMM`."""


class GpuCorrMM_gradInputs(_Padded, blas.GpuCorrMM_gradInputs):
    """`CorrMM_gradInputs`."""


class GpuCorrMM_gradWeights(_Padded, blas.GpuCorrMM_gradWeights):
    """`CorrMM_gradWeights`."""


class GpuCorr3dMM(_Padded3d, blas.GpuCorr3dMM):
    """`Corr3dMM`."""


class GpuCorr3dMM_gradInputs(_Padded3d, blas.GpuCorr3dMM_gradInputs):
    """`Corr3dMM_gradInputs`."""


class GpuCorr3dMM_gradWeights(_Padded3d, blas.GpuCorr3dMM_gradWeights):
    """`Corr3dMM_gradWeights`."""


__getattr__ = names.absent(__name__)
