"""2-D convolution and its two gradients, and the same with what follows it."""

from legacy_repro.ops.conv2d.op import Conv2d, Conv2dGradInputs, Conv2dGradWeights
from legacy_repro.ops.conv2d.pooled import PooledConv2d, PooledConv2dGrad

__all__ = ["Conv2d", "Conv2dGradInputs", "Conv2dGradWeights", "PooledConv2d", "PooledConv2dGrad"]
