# What can be shared, read, set and borrowed.
import numpy as np
import theano
import theano.tensor as T

for value in (3, 2.5, True, np.float32(1), np.int8(4), np.ones(2), np.ones((1, 3), 'float32'), np.zeros((0, 2), 'int16'), 1j):
    s = theano.shared(value)
    print(s.dtype, s.ndim, s.broadcastable, np.asarray(s.get_value()).tolist())
for wrong in ([1, 2], (1.0,), 'text', {}, T.vector()):
    try:
        theano.shared(wrong)
        print('shared', wrong)
    except TypeError:
        print('TypeError for', type(wrong).__name__)

w = theano.shared(value=np.asarray([1, 2], dtype=theano.config.floatX), name='w', borrow=False, target='cpu')
print(w.name, w, w.type.dtype, w.get_value(borrow=True).tolist(), w.container.data.tolist())
w.set_value(np.asarray([3, 4, 5], dtype=theano.config.floatX))
double = theano.function([], w, updates=[(w, w * 2)])
print(double().tolist(), w.get_value().tolist(), (w + 1).eval().tolist())
for wrong in (np.ones((2, 2), 'float32'), np.asarray([0.1, 0.2]), 'text'):
    try:
        w.set_value(wrong)
        print('set')
    except (TypeError, ValueError):
        print('cannot be set')
copy = w.get_value()
copy[0] = 99
print(w.get_value().tolist())
w.zero()
print(w.get_value().tolist())
rng = theano.shared(np.random.RandomState(7), name='rng')
print('%.4f' % rng.get_value().uniform(), rng.name)
print(T._shared(np.arange(2)).eval().tolist(), T.sharedvar.scalar_constructor(2.5).get_value())
x = T.vector('x')
print((x * w).eval({x: np.asarray([1, 1, 1], dtype=theano.config.floatX)}).tolist())
