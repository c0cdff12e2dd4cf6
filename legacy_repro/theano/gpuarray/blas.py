"""Cross-correlations on a GPU, which `theano.tensor.nnet.corr` computes without."""

from legacy_repro import gpu_names, names
from legacy_repro.theano.tensor.nnet import corr, corr3d


class _Said:
    """Says, when an op is made, what computes it."""

    def __init__(self, *args, **kwargs):
        gpu_names.say_plain(__name__, type(self).__name__)
        super().__init__(*args, **kwargs)


class GpuCorrMM(_Said, corr.CorrMM):
    """`CorrMM`."""


class GpuCorrMM_gradInputs(_Said, corr.CorrMM_gradInputs):
    """`CorrMM_gradInputs`."""


class GpuCorrMM_gradWeights(_Said, corr.CorrMM_gradWeights):
    """`CorrMM_gradWeights`."""


class GpuCorr3dMM(_Said, corr3d.Corr3dMM):
    """`Corr3dMM`."""


class GpuCorr3dMM_gradInputs(_Said, corr3d.Corr3dMM_gradInputs):
    """`Corr3dMM_gradInputs`."""


class GpuCorr3dMM_gradWeights(_Said, corr3d.Corr3dMM_gradWeights):
    """`Corr3dMM_gradWeights`."""


__getattr__ = names.absent(__name__)
