import numpy as np
import theano
import theano.tensor as T
from theano.tensor.signal.pool import Pool, max_pool_2d_same_size, pool_2d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(7)

x = T.tensor4('x')
settings = [dict(ws=(2, 2), ignore_border=True), dict(ws=(2, 2), ignore_border=False),
            dict(ds=(3, 2), st=(2, 1), ignore_border=True),
            dict(ws=(3, 3), stride=(2, 2), pad=(1, 1), ignore_border=True),
            dict(ws=(2, 3), mode='sum', ignore_border=True),
            dict(ws=(3, 3), stride=(2, 2), mode='average_inc_pad', pad=(1, 0), ignore_border=True),
            dict(ws=(2, 2), mode='average_exc_pad', ignore_border=False)]
pooled = [pool_2d(x, **s) for s in settings] + [max_pool_2d_same_size(x, (2, 2))]
slopes = T.grad(sum((p ** 2).sum() for p in pooled[:-1]), x)
f = theano.function([x], pooled + [slopes])
images = np.round(rng.randn(1, 1, 5, 7) * 2).astype(floatX)
for result in f(images):
    print(result.shape)
    print(result[0, 0])
print(Pool.out_shape((1, 1, 5, 7), (2, 2), ignore_border=True),
      Pool.out_shape((1, 1, 5, 7), (2, 2)))
