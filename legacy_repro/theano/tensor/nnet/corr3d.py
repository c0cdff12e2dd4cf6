"""3-D cross-correlations, that is, convolutions that do not flip their filters."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import volumes
from legacy_repro.theano.tensor.nnet.corr import filter_sizes, image_sizes


class BaseCorr3dMM:
    """The settings of a cross-correlation; `conv` is the class of the convolution's."""

    conv = None

    def __init__(
        self,
        border_mode="valid",
        subsample=(1, 1, 1),
        filter_dilation=(1, 1, 1),
        openmp=None,
        num_groups=1,
    ):
        self.border_mode = border_mode
        self.subsample = subsample
        self.filter_dilation = filter_dilation
        self.num_groups = num_groups
        self._conv = self.conv(
            None, None, border_mode, subsample, False, filter_dilation, num_groups
        )


class Corr3dMM(BaseCorr3dMM):
    """The cross-correlation: call it with volumes and filters."""

    conv = volumes.AbstractConv3d

    def __call__(self, img, kern):
        return self._conv(img, kern)


class Corr3dMM_gradWeights(BaseCorr3dMM):
    """The gradient for the filters: call it with volumes, output gradient, and three sizes."""

    conv = volumes.AbstractConv3d_gradWeights

    def __call__(self, img, topgrad, shape=None):
        return self._conv(img, topgrad, filter_sizes(self, img, topgrad, shape))


class Corr3dMM_gradInputs(BaseCorr3dMM):
    """The gradient for the volumes: call it with filters, output gradient, and three sizes."""

    conv = volumes.AbstractConv3d_gradInputs

    def __call__(self, kern, topgrad, shape=None):
        return self._conv(kern, topgrad, image_sizes(self, kern, topgrad, shape))


__getattr__ = names.absent(__name__)
