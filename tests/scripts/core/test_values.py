# Shape errors at the line that makes them: test values.
import numpy as np
import theano
import theano.tensor as T

theano.config.compute_test_value = 'raise'
x = T.matrix('x')
x.tag.test_value = np.arange(6, dtype=theano.config.floatX).reshape(2, 3)
W = theano.shared(np.ones((3, 4), dtype=theano.config.floatX), name='W')
h = T.tanh(T.dot(x, W))
print(h.tag.test_value.shape, '%.4f' % h.tag.test_value[0, 0], h.tag.test_value.dtype)
print(theano.gof.op.get_test_value(h.sum(axis=0)))
print(theano.gof.op.get_test_value(W).shape, theano.gof.op.get_test_value(T.constant(3)))
p = T.nnet.softmax(h)
print(p.tag.test_value[0], T.grad(T.log(p)[:, 0].sum(), W).tag.test_value.shape)
s, _ = theano.scan(lambda row, s: row + s, sequences=x, outputs_info=T.zeros_like(x[0]))
print(T.grad(s.sum(), x).tag.test_value.tolist())
twice = theano.OpFromGraph([x], [x * 2])(x + 1)
print(twice.tag.test_value.tolist(), T.grad(twice.sum(), x).tag.test_value.shape)
try:
    T.dot(h, W)
except ValueError:
    print('the shapes do not fit')
try:
    y = T.vector('y')
    y + 1
except (AttributeError, ValueError) as e:
    print(type(e).__name__, str(e)[:45])
theano.config.compute_test_value = 'ignore'
print(hasattr((y + 1).tag, 'test_value'), hasattr((h + 1).tag, 'test_value'))
theano.config.compute_test_value = 'off'
print(hasattr((h + 1).tag, 'test_value'))
f = theano.function([x], h.sum())
print('%.4f' % f(x.tag.test_value))
with theano.change_flags(compute_test_value='raise'):
    print('%.4f' % h.mean().tag.test_value)
