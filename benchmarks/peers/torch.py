"""PyTorch: eagerly, with channels last, or compiled by TorchInductor."""

import itertools
import os

import torch
from torch import nn

from benchmarks.networks import data, walk
from benchmarks.networks.layers import Conv, Dense, MaxPool

LIBRARIES = ("torch", "numpy")
NONLINEARITIES = {"rectify": nn.ReLU, "tanh": nn.Tanh}
options = {"channels_last": False, "compiled": False}


def activate(**given):
    options.update(given)
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    return "CPU only"


def training(network):
    model, batches = _prepare(network)
    optimizer = _optimizer(network.rule, model.parameters())
    cross_entropy = nn.CrossEntropyLoss()

    def loss_of(x, y):
        return cross_entropy(model(x), y)

    def compile():
        forward = torch.compile(loss_of, dynamic=False) if options["compiled"] else loss_of

        def step():
            optimizer.zero_grad(set_to_none=True)
            loss = forward(*next(batches))
            loss.backward()
            optimizer.step()
            return loss.detach()

        return step

    return compile


def prediction(network):
    model, batches = _prepare(network)
    model.eval()

    def compute(x):
        return torch.softmax(model(x), 1)

    def compile():
        probabilities = torch.compile(compute, dynamic=False) if options["compiled"] else compute

        def step():
            with torch.inference_mode():
                return probabilities(next(batches)[0])

        return step

    return compile


def _prepare(network):
    """Return the model, without the softmax, and endless batches."""
    model = _model(network)
    batches = [(torch.from_numpy(x), torch.from_numpy(y).long()) for x, y in data.batches(network)]
    if options["channels_last"] and len(network.shape) == 3:
        model = model.to(memory_format=torch.channels_last)
        batches = [(x.contiguous(memory_format=torch.channels_last), y) for x, y in batches]
    return model, itertools.cycle(batches)


def _model(network):
    modules = []
    for layer, shape in walk(network):
        if isinstance(layer, Conv):
            modules += [nn.Conv2d(shape[0], layer.filters, layer.size), nn.ReLU()]
        elif isinstance(layer, Dense):
            inputs, units = layer.weights(shape)
            modules += [nn.Flatten(), nn.Linear(inputs, units)]
            if layer.nonlinearity != "softmax":  # which the loss contains
                modules.append(NONLINEARITIES[layer.nonlinearity]())
        elif isinstance(layer, MaxPool):
            modules.append(nn.MaxPool2d(layer.size))
        else:
            modules.append(nn.Dropout(layer.rate))
    model = nn.Sequential(*modules)
    _set_weights(model, data.weights(network))
    return model


def _set_weights(model, weights):
    weighted = [module for module in model if hasattr(module, "weight")]
    with torch.no_grad():
        for module, (W, b) in zip(weighted, weights, strict=True):
            module.weight.copy_(torch.from_numpy(W.T.copy() if W.ndim == 2 else W))
            module.bias.copy_(torch.from_numpy(b))


def _optimizer(rule, params):
    rate = rule.arguments["learning_rate"]
    if rule.name == "adam":
        return torch.optim.Adam(params, rate, fused=True)
    if rule.name == "rmsprop":
        rho, epsilon = rule.arguments["rho"], rule.arguments["epsilon"]
        return torch.optim.RMSprop(params, rate, alpha=rho, eps=epsilon)
    momentum = rule.arguments.get("momentum", 0.0)
    return torch.optim.SGD(params, rate, momentum, nesterov=momentum > 0, fused=True)
