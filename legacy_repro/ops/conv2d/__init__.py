"""2-D convolution and its two gradients."""

from legacy_repro.ops.conv2d.op import Conv2d, Conv2dGradInputs, Conv2dGradWeights

__all__ = ["Conv2d", "Conv2dGradInputs", "Conv2dGradWeights"]
