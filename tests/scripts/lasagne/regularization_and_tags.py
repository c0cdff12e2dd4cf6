import lasagne
import numpy as np
import theano
import theano.tensor as T

from lasagne.layers import DenseLayer, InputLayer, get_all_params
from lasagne.regularization import (l1, l2, regularize_layer_params,
                                    regularize_layer_params_weighted, regularize_network_params)

lasagne.random.set_rng(np.random.RandomState(7))
l_in = InputLayer((None, 3))
l_1 = DenseLayer(l_in, 4, W=lasagne.init.Normal(0.3), b=lasagne.init.Constant(0.2), name='l_1')
l_2 = DenseLayer(l_1, 2, W=lasagne.init.Orthogonal(), name='l_2')
l_1.params[l_1.W].add('frozen')
penalties = [regularize_network_params(l_2, l2), regularize_layer_params(l_1, l1),
             regularize_layer_params_weighted({l_1: 0.1, l_2: 0.5}, l2),
             regularize_network_params(l_2, l2, tags={'regularizable': False})]
print(' '.join('%.4f' % p for p in theano.function([], penalties)()))
print(get_all_params(l_2))
print(get_all_params(l_2, regularizable=True))
print(get_all_params(l_2, trainable=True, frozen=False))
print(get_all_params(l_2, frozen=True))
a, b = T.matrix('a'), T.matrix('b')
losses = [lasagne.objectives.squared_error(a, b), lasagne.objectives.binary_crossentropy(a, b)]
losses.append(lasagne.objectives.aggregate(losses[0], weights=b, mode='mean'))
f = theano.function([a, b], losses)
rng = np.random.RandomState(8)
for result in f(rng.uniform(0.1, 0.9, (2, 3)).astype('float32'),
                rng.randint(0, 2, (2, 3)).astype('float32')):
    print(np.round(result, 4))
