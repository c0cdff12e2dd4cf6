import numpy as np
import theano
import theano.tensor as T
try:
    from theano.tensor.signal.downsample import max_pool_2d
except ImportError:
    from theano.tensor.signal.pool import pool_2d as max_pool_2d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(8)

x = T.tensor4('x')
pooled = max_pool_2d(x, (2, 2), ignore_border=True)
loose = max_pool_2d(x, (2, 2), ignore_border=False)
strided = max_pool_2d(x, (3, 3), ignore_border=True, st=(1, 2))
averaged = max_pool_2d(x, ds=(2, 2), ignore_border=True, mode='average_exc_pad')
padded = max_pool_2d(x, ds=(2, 2), ignore_border=True, padding=(1, 1))
f = theano.function([x], [pooled, loose, strided, averaged, padded, T.grad(pooled.sum(), x)])
for result in f(rng.uniform(size=(1, 2, 5, 5)).astype(floatX)):
    print(result.shape)
    print(result[0, 1])
