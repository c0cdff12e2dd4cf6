import lasagne
import numpy as np
import theano
import theano.tensor as T

from lasagne.layers import (ConcatLayer, DenseLayer, ElemwiseSumLayer, InputLayer, NonlinearityLayer,
                            ReshapeLayer, SliceLayer, DimshuffleLayer, get_all_layers, get_output,
                            get_output_shape)

lasagne.random.set_rng(np.random.RandomState(5))
rng = np.random.RandomState(6)
floatX = theano.config.floatX
a = InputLayer((None, 4), name='a')
b = InputLayer((None, 6), name='b')
hidden = DenseLayer(a, 6, nonlinearity=lasagne.nonlinearities.tanh, name='hidden')
shortcut = ElemwiseSumLayer([hidden, b], coeffs=[1, 0.5], name='sum')
joined = ConcatLayer([shortcut, a], axis=1, name='joined')
table = ReshapeLayer(joined, ([0], 2, 5), name='table')
turned = DimshuffleLayer(table, (0, 2, 1), name='turned')
last = SliceLayer(turned, indices=-1, axis=1, name='last')
out = NonlinearityLayer(last, lasagne.nonlinearities.LeakyRectify(0.1), name='out')
for layer in get_all_layers(out):
    print(layer.name, layer.output_shape)
print(get_output_shape(out, {a: (7, 4), b: (7, 6)}))
xa, xb = T.matrix('xa'), T.matrix('xb')
outputs = get_output([joined, out], {a: xa, b: xb})
f = theano.function([xa, xb], outputs)
for result in f(rng.randn(2, 4).astype(floatX), rng.randn(2, 6).astype(floatX)):
    print(np.round(result, 4))
