"""The nominal arithmetic of a step: two operations for each multiply-add of its weights.

Training is three times prediction (the outputs, the gradients of the weights and of the inputs),
less the gradient of the images, which nobody needs. What is left out is small: biases,
nonlinearities, pooling, dropout and the update rule.
"""

from benchmarks.networks import walk


def prediction(network):
    """Return the floating-point operations to predict a batch."""
    return 2 * network.batch_size * sum(_multiply_adds(network))


def training(network):
    """Return the floating-point operations of a training step."""
    of_images = 2 * network.batch_size * _multiply_adds(network)[0]
    return 3 * prediction(network) - of_images


def _multiply_adds(network):
    """Return those of each layer with weights, for one image."""
    return [
        layer.multiply_adds(shape) for layer, shape in walk(network) if hasattr(layer, "weights")
    ]
