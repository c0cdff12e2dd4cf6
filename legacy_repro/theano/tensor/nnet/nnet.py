"""Theano's module of softmax, cross-entropies and activations: all the names it had."""

from pytensor.tensor import sigmoid, softplus

from legacy_repro import names
from legacy_repro.theano.tensor.nnet.activations import (
    elu,
    relu,
    selu,
    softsign,
)
from legacy_repro.theano.tensor.nnet.blocksparse import sparse_block_dot
from legacy_repro.theano.tensor.nnet.crossentropies import (
    binary_crossentropy,
    categorical_crossentropy,
    crossentropy_categorical_1hot,
    logsoftmax,
    sigmoid_binary_crossentropy,
    softmax,
)
from legacy_repro.theano.tensor.nnet.hierarchy import h_softmax
from legacy_repro.theano.tensor.nnet.rows import (
    Prepend_scalar_constant_to_each_row,
    Prepend_scalar_to_each_row,
    confusion_matrix,
    prepend_0_to_each_row,
    prepend_1_to_each_row,
    prepend_scalar_to_each_row,
)
from legacy_repro.theano.tensor.nnet.softmax_ops import (
    CrossentropyCategorical1Hot,
    CrossentropyCategorical1HotGrad,
    CrossentropySoftmax1HotWithBiasDx,
    CrossentropySoftmaxArgmax1HotWithBias,
    LogSoftmax,
    Softmax,
    SoftmaxGrad,
    SoftmaxWithBias,
    crossentropy_categorical_1hot_grad,
    crossentropy_softmax_1hot,
    crossentropy_softmax_1hot_with_bias,
    crossentropy_softmax_1hot_with_bias_dx,
    crossentropy_softmax_argmax_1hot_with_bias,
    crossentropy_softmax_max_and_argmax_1hot,
    crossentropy_softmax_max_and_argmax_1hot_with_bias,
    softmax_grad,
    softmax_with_bias,
)

softmax_graph = softmax
softmax_op = softmax
logsoftmax_op = logsoftmax

__getattr__ = names.absent(__name__)
