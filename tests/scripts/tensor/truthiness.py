# Idioms in which a symbolic variable stands where a bool is wanted.
import numpy as np
import theano
import theano.tensor as T


class Layer(object):
    def __init__(self, n, bias=None, mask=None):
        self.W = theano.shared(np.ones((2, n), dtype=theano.config.floatX), name='W')
        self.b = bias
        self.mask = mask or T.ones((1,))

    def output(self, x):
        y = T.dot(x, self.W)
        if self.b:
            y = y + self.b
        return y * self.mask if self.mask else y


x = T.matrix('x')
b = theano.shared(np.zeros(3, dtype=theano.config.floatX) + 0.5)
m = T.vector('m')
layers = [Layer(3), Layer(3, b), Layer(3, b, m)]
f = theano.function([x, m], [layer.output(x) for layer in layers], on_unused_input='ignore')
for value in f([[1, 2]], [0, 1, 2]):
    print(value.tolist())
print(bool(x), bool(b), bool(T.constant(0)), bool(x.sum()), not x, x is not None and bool(m))
print((None or x) is x, (x or m) is x, (x and m) is m, [v for v in (x, None, b) if v] == [x, b])
for comparison in (lambda: bool(m > 0), lambda: bool(m <= 1), lambda: 0 < m < 1):
    try:
        comparison()
        print('true')
    except TypeError:
        print('a comparison has no truth value')
print(bool(T.gt(m, 0)), bool(T.eq(m, 0)), m == x, m != x, x in [m, x], [m, x].index(x), len({m: 1, x: 2}))
print(isinstance(x, T.TensorVariable), isinstance(b, T.TensorVariable), isinstance(b, T.sharedvar.TensorSharedVariable))
print(isinstance(T.constant(1), T.TensorVariable), isinstance(T.constant(1), T.TensorConstant), isinstance(b, theano.Variable))
try:
    iter(m)
except TypeError:
    print('no iteration')
