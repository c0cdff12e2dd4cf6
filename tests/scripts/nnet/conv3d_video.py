import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet import conv3d
from theano.tensor.signal.pool import pool_3d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(10)

dtensor5 = T.TensorType(floatX, (False,) * 5)
x = dtensor5('x')
W = theano.shared((rng.randn(3, 2, 2, 3, 3) * 0.2).astype(floatX), name='W')
h = T.nnet.relu(conv3d(x, W, border_mode='half', subsample=(1, 2, 1)))
p = pool_3d(h, ws=(2, 2, 2), ignore_border=True)
a = pool_3d(h, ws=(2, 1, 2), ignore_border=True, mode='average_exc_pad')
cost = (p.sum(axis=(1, 2, 3, 4)) ** 2).mean() + a.sum()
train = theano.function([x], [cost, h, p, a], updates=[(W, W - 1e-4 * T.grad(cost, W))])
video = rng.randn(2, 2, 4, 6, 5).astype(floatX)
for _ in range(3):
    cost_now, hidden, pooled, averaged = train(video)
    print('%.3f' % cost_now, hidden.shape, pooled.shape, averaged.shape)
print(W.get_value()[0, 0])
print(pooled[0, 0])
