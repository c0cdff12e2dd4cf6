"""Batch normalization: y = gamma * (x - mean) / sqrt(variance + epsilon) + beta.

Axes: "per-activation" is the first alone, "spatial" all but the second, else a tuple of axes.
"""

import pytensor.tensor as pt
from pytensor.gradient import disconnected_grad
from pytensor.graph.basic import Variable
from pytensor.scalar import upcast

from legacy_repro import names

LEAST_EPSILON = 1e-5  # cuDNN's, which Theano demanded everywhere


def batch_normalization(inputs, gamma, beta, mean, std, mode="low_mem"):
    """Return gamma * (inputs - mean) / std + beta, all of whose arguments broadcast.

    mode: "low_mem" or "high_mem", which chose between two graphs of the same numbers.
    """
    if mode not in ("low_mem", "high_mem"):
        raise ValueError(
            f'batch_normalization has the modes "low_mem" and "high_mem", got {mode!r}'
        )
    inputs, gamma, beta, mean, std = map(pt.as_tensor, (inputs, gamma, beta, mean, std))
    return (inputs - mean) * (gamma / std) + beta


def batch_normalization_train(
    inputs,
    gamma,
    beta,
    axes="per-activation",
    epsilon=1e-4,
    running_average_factor=0.1,
    running_mean=None,
    running_var=None,
):
    """Return the normalized batch, its mean and its 1 / sqrt(variance + epsilon).

    With running_mean and running_var two more: these averages after a step of
    running_average_factor towards the batch's, whose variance is the unbiased one. gamma, beta and
    the averages have the shape of the mean: that of `inputs` with 1 in the normalized axes, or
    without these axes. A gradient goes through the first alone, as in Theano.
    """
    if (running_mean is None) != (running_var is None):
        raise ValueError("batch_normalization_train takes running_mean and running_var, or neither")
    averages = () if running_mean is None else (running_mean, running_var)
    inputs, axes, params = _prepared(inputs, axes, epsilon, gamma, beta, *averages)
    mean = inputs.mean(axes, keepdims=True)
    variance = inputs.var(axes, keepdims=True)
    inv_std = pt.reciprocal(pt.sqrt(variance + epsilon))
    results = [mean, inv_std]
    if averages:
        size = pt.prod([inputs.shape[axis] for axis in axes])
        unbiased = variance * pt.cast(size / (size - 1), variance.dtype)
        for old, new in zip(params[2:], (mean, unbiased), strict=True):
            results.append(old * (1.0 - running_average_factor) + new * running_average_factor)
    if pt.as_tensor(gamma).ndim != inputs.ndim:
        kept = [axis for axis in range(inputs.ndim) if axis not in axes]
        results = [result.dimshuffle(kept) for result in results]
    output = (inputs - mean) * (params[0] * inv_std) + params[1]
    # As in Theano, whose op had a gradient for the normalized batch alone.
    return output, *map(disconnected_grad, results)


def batch_normalization_test(inputs, gamma, beta, mean, var, axes="per-activation", epsilon=1e-4):
    """Return gamma * (inputs - mean) / sqrt(var + epsilon) + beta.

    The four have the shape of `inputs` with 1 in the normalized axes, or without these axes.
    """
    inputs, axes, params = _prepared(inputs, axes, epsilon, gamma, beta, mean, var)
    gamma, beta, mean, var = params
    return (inputs - mean) * (gamma / pt.sqrt(var + epsilon)) + beta


def _prepared(inputs, axes, epsilon, *params):
    """Return inputs, axes as a tuple, and the params with the dimensions of the inputs."""
    if not isinstance(epsilon, Variable) and epsilon < LEAST_EPSILON:
        raise ValueError(f"epsilon must be at least {LEAST_EPSILON}, got {epsilon}")
    inputs, *params = as_common_dtype(inputs, *params)
    axes = _normalized_axes(axes, inputs.ndim)
    return inputs, axes, [_spread(param, axes, inputs.ndim) for param in params]


def _normalized_axes(axes, ndim):
    if axes == "per-activation":
        return (0,)
    if axes == "spatial":
        return (0, *range(2, ndim))
    if not isinstance(axes, (tuple, list)) or not axes:
        raise ValueError(
            f'axes must be "per-activation", "spatial" or a tuple of axes, got {axes!r}'
        )
    if not all(0 <= axis < ndim for axis in axes) or len(set(axes)) < len(axes):
        raise ValueError(f"axes must be some of 0 to {ndim - 1}, each once, got {axes}")
    return tuple(sorted(axes))


def _spread(param, axes, ndim):
    """Return a param with length 1 in the normalized axes."""
    kept = ndim - len(axes)
    if param.ndim == ndim:
        return pt.specify_broadcastable(param, *axes)
    if param.ndim != kept:
        raise ValueError(
            f"gamma, beta, mean and variance need {kept} dimensions, those not normalized, "
            f"or {ndim}, got {param.type}"
        )
    places = iter(range(kept))
    return param.dimshuffle(["x" if axis in axes else next(places) for axis in range(ndim)])


def as_common_dtype(*vars):
    """Return the variables as tensors of the dtype that holds them all."""
    tensors = [pt.as_tensor(var) for var in vars]
    dtype = upcast(*(tensor.dtype for tensor in tensors))
    return tuple(pt.cast(tensor, dtype) for tensor in tensors)


__getattr__ = names.absent(__name__)
