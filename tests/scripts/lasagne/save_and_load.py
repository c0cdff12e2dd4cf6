import lasagne
import numpy as np
import theano
import theano.tensor as T

import os
import tempfile


def build(input_var):
    net = lasagne.layers.InputLayer((None, 1, 6, 6), input_var)
    net = lasagne.layers.Conv2DLayer(net, 2, (3, 3), W=lasagne.init.HeUniform('relu'))
    net = lasagne.layers.MaxPool2DLayer(net, (2, 2))
    net = lasagne.layers.DropoutLayer(net, p=0.5)
    return lasagne.layers.DenseLayer(net, 3, nonlinearity=lasagne.nonlinearities.softmax)


lasagne.random.set_rng(np.random.RandomState(9))
x = T.tensor4('x')
network, copy = build(x), build(x)
predictions = lasagne.layers.get_output([network, copy], deterministic=True)
predict = theano.function([x], predictions)
images = np.random.RandomState(10).rand(2, 1, 6, 6).astype(theano.config.floatX)
before = predict(images)
path = os.path.join(tempfile.mkdtemp(), 'model.npz')
np.savez(path, *lasagne.layers.get_all_param_values(network))
with np.load(path) as f:
    param_values = [f['arr_%d' % i] for i in range(len(f.files))]
lasagne.layers.set_all_param_values(copy, param_values)
after = predict(images)
print([p.shape for p in param_values])
print('equal before: %s, after: %s' % (np.allclose(*before), np.allclose(*after)))
print(np.round(after[1], 4))
try:
    lasagne.layers.set_all_param_values(copy, param_values[:-1])
except ValueError:
    print('one array is missing')
