import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet import (elu, hard_sigmoid, relu, selu, sigmoid, softplus,
                                softsign, ultra_fast_sigmoid)

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(1)

x = T.vector('x')
functions = [('sigmoid', sigmoid), ('hard_sigmoid', hard_sigmoid), ('softplus', softplus),
             ('softsign', softsign), ('relu', relu), ('leaky relu', lambda v: relu(v, 0.1)),
             ('maxout pair', lambda v: relu(v, alpha=-1)), ('elu', elu),
             ('elu 2', lambda v: elu(v, alpha=2.)), ('selu', selu), ('tanh', T.tanh)]
values = [f(x) for _, f in functions]
slopes = [T.grad(v.sum(), x) for v in values]
f = theano.function([x], values + slopes + [ultra_fast_sigmoid(x)])
points = np.asarray([-4, -1.5, -0.25, 0, 0.25, 1.5, 4], dtype=floatX)
results = f(points)
for k, (name, _) in enumerate(functions):
    print('%-13s %s' % (name, ' '.join('%.4f' % v for v in results[k])))
    print('%-13s %s' % ('  slope', ' '.join('%.4f' % v for v in results[len(functions) + k])))
print('ultra fast    %s' % ' '.join('%.4f' % v for v in results[-1]))
