"""2-D pooling (maximum, sum, averages) and its gradients."""

from legacy_repro.ops.pool2d.op import AveragePool2dGrad, MaxPool2dGrad, MaxPool2dGradGrad, Pool2d

__all__ = ["AveragePool2dGrad", "MaxPool2dGrad", "MaxPool2dGradGrad", "Pool2d"]
