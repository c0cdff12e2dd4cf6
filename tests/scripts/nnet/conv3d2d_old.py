import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.conv3d2d import conv3d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(11)

signals = T.TensorType(floatX, (False,) * 5)('signals')
filters = T.TensorType(floatX, (False,) * 5)('filters')
outputs = [conv3d(signals, filters, border_mode=m) for m in ('valid', 'full', 'half')]
grads = T.grad(sum((o ** 2).sum() for o in outputs[:1]), [signals, filters])
f = theano.function([signals, filters], outputs + grads)
results = f(rng.randn(2, 4, 2, 5, 5).astype(floatX), rng.randn(3, 2, 2, 3, 3).astype(floatX))
for result in results:
    print(result.shape, '%.3f %.3f' % (result.sum(), abs(result).max()))
print(results[0][0, :, 0, 0])
