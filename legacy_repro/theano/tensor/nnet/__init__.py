"""``theano.tensor.nnet``: activations, cross-entropies, convolution."""

from legacy_repro import names
from legacy_repro.theano.tensor.nnet import abstract_conv, conv, nnet, sigm
from legacy_repro.theano.tensor.nnet.abstract_conv import (
    conv2d,
    conv2d_grad_wrt_inputs,
    conv2d_transpose,
)
from legacy_repro.theano.tensor.nnet.nnet import (
    binary_crossentropy,
    categorical_crossentropy,
    crossentropy_categorical_1hot,
    elu,
    logsoftmax,
    relu,
    selu,
    sigmoid_binary_crossentropy,
    softmax,
    softmax_graph,
    softsign,
)
from legacy_repro.theano.tensor.nnet.sigm import (
    hard_sigmoid,
    sigmoid,
    softplus,
    ultra_fast_sigmoid,
)

__getattr__ = names.absent(__name__)
